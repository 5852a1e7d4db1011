package envelope

// A Response is an inner answer. Of its fields only the content type travels.
type Response struct {
	Status      int
	ContentType string
	Body        []byte
}

const contentType = "content-type"

// Pad gives the response with zeros behind it up to size, or ErrMessage if it does not fit or could not be read back.
func (r Response) Pad(size int) ([]byte, error) {
	var section []byte
	if r.ContentType != "" {
		section = appendBytes(appendBytes(nil, contentType), r.ContentType)
	}
	if r.Status < 200 || r.Status > 599 || !all(r.ContentType, isText) {
		return nil, ErrMessage
	}
	b := appendVarint([]byte{knownResponse}, r.Status)
	return pad(append(appendBytes(appendBytes(b, section), r.Body), 0), size) // 0: no trailers
}

// ParseResponse takes what Pad gives. The body aliases b.
func ParseResponse(b []byte) (r Response, err error) {
	in := reader{rest: b}
	if in.varint() != knownResponse {
		return r, ErrMessage
	}
	r.Status = in.varint()
	section := reader{rest: in.bytes()}
	for len(section.rest) > 0 && !section.bad {
		f := Field{string(section.bytes()), string(section.bytes())}
		if !proper([]Field{f}) {
			return Response{}, ErrMessage
		}
		if f.Name == contentType {
			r.ContentType = f.Value
		}
	}
	r.Body = in.bytes()
	trailers := in.bytes()
	if len(trailers) > 0 || in.bad || section.bad || !in.zeros() || r.Status < 200 || r.Status > 599 {
		return Response{}, ErrMessage
	}
	return r, nil
}

func pad(message []byte, size int) ([]byte, error) {
	if len(message) > size {
		return nil, ErrMessage
	}
	return append(message, make([]byte, size-len(message))...), nil
}
