package page

import "github.com/gofiber/fiber/v2"

type sameKey struct{}

// Same mounts what is the same for everybody who asks for this address in this language, and changes only with the store and the day. Who
// stands outside may keep it in memory. Nothing else may ever be mounted here: no envelope, no cookie, nothing about a reader.
type Same struct{ fiber.Router }

// Get mounts one address. A browser may keep the page and asks each time whether it still holds, unless its handler says otherwise.
func (s Same) Get(path string, handler fiber.Handler) {
	s.Router.Get(path, func(c *fiber.Ctx) error {
		if err := handler(c); err != nil {
			return err
		}
		if c.GetRespHeader(fiber.HeaderCacheControl) == "" {
			c.Set(fiber.HeaderCacheControl, "no-cache")
		}
		c.Context().SetUserValue(sameKey{}, true)
		return nil
	})
}

// IsSame tells of an answered request that its address is such a one.
func IsSame(asked interface{ UserValue(any) any }) bool {
	same, _ := asked.UserValue(sameKey{}).(bool)
	return same
}
