package envelope

import "encoding/binary"

// A reader takes QUIC varints (RFC 9000 section 16) and bytes behind their length; once bad, it stays bad.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) varint() int {
	if len(r.rest) == 0 {
		return 0
	}
	n := 1 << (r.rest[0] >> 6)
	if n > len(r.rest) || n == 8 { // nothing here is longer than a gigabyte
		r.bad, r.rest = true, nil
		return 0
	}
	v := int(r.rest[0] & 0x3f)
	for _, c := range r.rest[1:n] {
		v = v<<8 | int(c)
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) bytes() []byte {
	n := r.varint()
	if n > len(r.rest) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) zeros() bool { return all(r.rest, func(c byte) bool { return c == 0 }) }

func appendBytes[T string | []byte](b []byte, s T) []byte {
	return append(appendVarint(b, len(s)), s...)
}

func appendVarint(b []byte, n int) []byte {
	switch {
	case n < 1<<6:
		return append(b, byte(n)) // #nosec G115 -- the case says that it fits; no message of ours has 2^30 bytes
	case n < 1<<14:
		return binary.BigEndian.AppendUint16(b, uint16(n)|0x4000)
	default:
		return binary.BigEndian.AppendUint32(b, uint32(n)|0x8000_0000) // #nosec G115 -- the case says that it fits; no message of ours has 2^30 bytes
	}
}
