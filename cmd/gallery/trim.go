package main

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
)

// trim cuts the empty end off a picture, which is as high as its window was.
func trim(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	picture, err := png.Decode(f)
	f.Close()
	if err != nil {
		return err
	}
	whole := picture.Bounds()
	end := whole.Max.Y
	for end > whole.Min.Y+1 && emptyRow(picture, end-1) {
		end--
	}
	cut := image.NewRGBA(image.Rect(0, 0, whole.Dx(), end))
	draw.Draw(cut, cut.Bounds(), picture, whole.Min, draw.Src)
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	return png.Encode(out, cut)
}

// emptyRow: the row is of one colour, that of the picture's last pixel.
func emptyRow(picture image.Image, y int) bool {
	b := picture.Bounds()
	ground := color.RGBAModel.Convert(picture.At(b.Max.X-1, b.Max.Y-1))
	for x := b.Min.X; x < b.Max.X; x++ {
		if color.RGBAModel.Convert(picture.At(x, y)) != ground {
			return false
		}
	}
	return true
}
