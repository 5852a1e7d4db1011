package main

import (
	"encoding/base64"
	"encoding/hex"
	"runtime/debug"
	"slices"
	"strings"
)

// bill is a bill of materials: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/. It has no serial number and no time, so that the same program has the
// same one.
type bill struct {
	Format     string      `json:"bomFormat"`   // CycloneDX
	Spec       string      `json:"specVersion"` // 1.6
	Version    int         `json:"version"`
	Metadata   metadata    `json:"metadata"`
	Components []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type    string    `json:"type"`
	Ref     string    `json:"bom-ref"`
	Name    string    `json:"name"`
	Version string    `json:"version"`
	PURL    string    `json:"purl"`
	Hashes  []hashSum `json:"hashes,omitempty"` // of a module: its line in go.sum
}

type hashSum struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"` // hex
}

// scripted is what our scripts are built with besides our own source (static/js/package.json).
var scripted = []component{library("npm", "@noble/ed25519", "3.2.0")}

// billOf lists the modules that a program was built of, Go's own library, and what its scripts hold.
func billOf(info *debug.BuildInfo, version string) bill {
	own := library("golang", info.Main.Path, version)
	own.Type = "application"
	b := bill{Format: "CycloneDX", Spec: "1.6", Version: 1, Metadata: metadata{own}}
	b.Components = append(b.Components, library("golang", "std", strings.TrimPrefix(info.GoVersion, "go")))
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		c := library("golang", m.Path, m.Version)
		if sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Sum, "h1:")); err == nil && len(sum) == 32 {
			c.Hashes = []hashSum{{"SHA-256", hex.EncodeToString(sum)}}
		}
		b.Components = append(b.Components, c)
	}
	b.Components = slices.Concat(b.Components, scripted)
	return b
}

func library(kind, name, version string) component {
	purl := "pkg:" + kind + "/" + strings.ReplaceAll(name, "@", "%40") + "@" + strings.ReplaceAll(version, "+", "%2B")
	return component{Type: "library", Ref: purl, Name: name, Version: version, PURL: purl}
}
