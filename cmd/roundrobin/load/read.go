package load

import (
	"fmt"
	"net/http"

	"github.com/valyala/fasthttp"
)

// others are the pages besides petitions that people read.
var others = []string{"/petitions", "/help", "/ledger", "/rules", "/about", "/limits"}

// page is the n-th that a person reads: of five, one is the home page, two are the petition that they sign, one is any, one is no petition.
func (c *Company) page(person, n int) (Kind, string) {
	petition := func(n int) (Kind, string) {
		if len(c.petitions) == 0 {
			return Home, "/"
		}
		return OnePage, "/petitions/" + c.petitions[n%len(c.petitions)]
	}
	switch n % 5 {
	case 0:
		return Home, "/"
	case 3:
		return petition(person + n)
	case 4:
		return OtherOne, others[(person+n/5)%len(others)]
	}
	if len(c.people) > 0 {
		return OnePage, "/petitions/" + c.people[person].petition.ID
	}
	return petition(person)
}

// get reads a page whole, as a browser does that has none of it.
func (c *Company) get(path string) error {
	request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(answer)
	c.address(request, path)
	request.Header.Set("Accept-Encoding", "gzip, deflate, br")
	if err := c.crowd.Do(request, answer); err != nil {
		return err
	}
	if answer.StatusCode() != http.StatusOK || len(answer.Body()) == 0 {
		return fmt.Errorf("%s is %d", path, answer.StatusCode())
	}
	return nil
}

func (c *Company) address(r *fasthttp.Request, path string) {
	r.SetRequestURI(path)
	r.Header.SetHost(c.at.String())
}
