package pass

import (
	"crypto/rsa"
	"crypto/x509"
	"io"
)

// Mint makes the key of one place: 2,048 bits, about 45 ms. The private half is the desk's alone.
func Mint(random io.Reader) (*rsa.PrivateKey, error) { return rsa.GenerateKey(random, 8*KeySize) }

// MarshalPrivate gives PKCS #8, to be encrypted by the store.
func MarshalPrivate(k *rsa.PrivateKey) ([]byte, error) { return x509.MarshalPKCS8PrivateKey(k) }

// ParsePrivate takes what MarshalPrivate gave. Its errors mean that we broke: nobody outside ever hands in a private key.
func ParsePrivate(der []byte) (*rsa.PrivateKey, error) {
	k, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, err
	}
	private, ok := k.(*rsa.PrivateKey)
	if !ok {
		return nil, malformed("a %T is no RSA key", k)
	}
	return private, nil
}
