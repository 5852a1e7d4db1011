package roster

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"roundrobin/models/fault"
)

// A Field is what a column can say of a person. It is also the word for it on command lines and in forms.
type Field string

// The fields. Family is for files that keep family names in a column of their own; it goes behind the name.
const (
	Name    Field = "name"
	Family  Field = "family"
	Mail    Field = "address"
	Title   Field = "department"
	Site    Field = "site"
	KindOf  Field = "kind"
	Staff   Field = "staff" // an id that tells people without an address from others; kept as a keyed hash only
	nowhere       = -1
)

// Fields are all of them. The first and the third must be found.
var Fields = []Field{Name, Family, Mail, Title, Site, KindOf, Staff}

// Columns say which column of a file (from 0) holds what. What is missing is nowhere in it.
type Columns map[Field]int

// At is the column of a field, or -1.
func (c Columns) At(f Field) int {
	if i, ok := c[f]; ok {
		return i
	}
	return nowhere
}

// Enough: names and addresses are somewhere, and no column is used twice.
func (c Columns) Enough() bool {
	used := map[int]bool{}
	for _, i := range c {
		if used[i] {
			return false
		}
		used[i] = true
	}
	return c.At(Name) >= 0 && c.At(Mail) >= 0
}

// headings are what personnel files call their columns, in English and Spanish, as plain makes them.
var headings = map[Field]string{
	Name: "name fullname employeename displayname workername staffname personname employee preferredname givenname firstname forename " +
		"nombre nombrecompleto nombreyapellidos nombreyapellido apellidosynombre nombredelempleado nombreempleado nombredepila empleado empleada trabajador trabajadora persona",
	Family: "lastname familyname surname apellido apellidos primerapellido",
	Mail: "email mail emailaddress workemail workmail workemailaddress businessemail companyemail corporateemail officeemail primaryemail mailaddress userprincipalname upn address workaddress " +
		"correo correoelectronico correodetrabajo correolaboral correocorporativo correoprofesional correodeempresa emaildetrabajo emailcorporativo emailprofesional emaillaboral direcciondecorreo direcciondecorreoelectronico",
	Title: "department dept departmentname team unit orgunit organizationalunit businessunit division jobtitle departamento dpto depto dep area equipo unidad seccion puesto",
	Site: "site sitename location officelocation office workplace worklocation city place building plant " +
		"sede centro centrodetrabajo lugar lugardetrabajo ubicacion localizacion oficina ciudad planta localidad",
	KindOf: "kind type workertype employeetype employmenttype stafftype contracttype contract category workercategory relationship " +
		"tipo tipodecontrato tipocontrato contrato tipodeempleado tipodetrabajador tipodepersonal categoria vinculacion relacion relacionlaboral",
	Staff: "staffid staffno staffnumber employeeid employeeno employeenumber personnelid personnelno personnelnumber personid workerid workernumber payrollid payrollnumber " +
		"numerodeempleado numeroempleado numerodetrabajador idempleado iddeempleado idtrabajador codigoempleado codigodeempleado matricula legajo",
}

var fieldOf = func() map[string]Field {
	all := map[string]Field{}
	for f, words := range headings {
		for _, w := range strings.Fields(words) {
			all[w] = f
		}
	}
	return all
}()

// recognize matches headings with fields; of two with the same meaning the first.
func recognize(cells []string) Columns {
	c := Columns{}
	for i, cell := range cells {
		if f, known := fieldOf[plain(cell)]; known && c.At(f) < 0 {
			c[f] = i
		}
	}
	return c
}

// plain leaves letters and digits: "Work E-mail" is workemail, "Dirección" direccion.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1 // accents too: NFD has taken them off their letters
	}, norm.NFD.String(s))
}

// Choose takes columns as somebody names them: "name=Full Name,address=2", by heading or by number from 1.
func (f *File) Choose(text string) (Columns, error) {
	c := Columns{}
	for _, one := range strings.Split(text, ",") {
		field, column, _ := strings.Cut(one, "=")
		at := f.find(strings.TrimSpace(column))
		name := Field(strings.ToLower(strings.TrimSpace(field)))
		if at < 0 || !slices.Contains(Fields, name) {
			return nil, fault.New(fault.Invalid, "roster_columns_unknown", "part", one)
		}
		c[name] = at
	}
	if !c.Enough() {
		return nil, errColumns
	}
	return c, nil
}

func (f *File) find(column string) int {
	if i := slices.IndexFunc(f.Headings, func(h string) bool { return plain(h) == plain(column) }); i >= 0 && column != "" {
		return i
	}
	if n, err := strconv.Atoi(column); err == nil && n >= 1 && n <= len(f.Headings) {
		return n - 1
	}
	return nowhere
}

// Text is the columns as ParseColumns reads them.
func (c Columns) Text() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // words and numbers
	}
	return string(b)
}

// ParseColumns takes what Text gives.
func ParseColumns(text string) (c Columns, err error) {
	err = json.Unmarshal([]byte(text), &c)
	return c, err
}

var errColumns = fault.New(fault.Invalid, "roster_columns").On("columns")
