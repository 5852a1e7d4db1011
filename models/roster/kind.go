package roster

import (
	"cmp"
	"strings"
)

// The kinds of people. Who says nothing of it has the kind "", and counts as an employee.
const (
	Employee   = "employee"
	Contractor = "contractor"
	Intern     = "intern"
	Supplier   = "supplier" // works here for a supplier
	OtherKind  = "other"
)

// Kinds are all that a roster row can say.
var Kinds = []string{Employee, Contractor, Intern, Supplier, OtherKind}

// ofKind are words of personnel files, in English and Spanish, as plain makes them.
var ofKind = map[string]string{
	Employee: "employee permanent regular staff worker fulltime parttime fixedterm temporary internal direct " +
		"empleado empleada empleadoa indefinido indefinida fijo fija plantilla temporal trabajador trabajadora interno interna fijodiscontinuo fijadiscontinua",
	Contractor: "contractor contract freelance freelancer consultant external independent independentcontractor selfemployed " +
		"contratista autonomo autonoma externo externa consultor consultora freelances",
	Intern:   "intern internship trainee apprentice student workingstudent becario becaria practicas enpracticas aprendiz estudiante formacion",
	Supplier: "supplier vendor agency agencyworker tempagency agencytemp subcontractor outsourced thirdparty proveedor proveedora subcontrata subcontratado subcontratada ett agencia",
}

var kindOf = func() map[string]string {
	all := map[string]string{OtherKind: OtherKind, "otro": OtherKind, "otra": OtherKind}
	for kind, words := range ofKind {
		for _, w := range strings.Fields(words) {
			all[w] = kind
		}
	}
	return all
}()

// kindIn is one of Kinds. Who has none is an employee: files of employees alone say nothing of it.
func kindIn(written string) string {
	kind, _ := ParseKind(written)
	return cmp.Or(kind, Employee)
}

// ParseKind reads a kind as people teams write it. Words that it does not know are of the kind "other".
func ParseKind(written string) (kind string, known bool) {
	w := plain(written)
	if w == "" {
		return "", true
	}
	if kind, known = kindOf[w]; known {
		return kind, true
	}
	if kind, known = kindOf[strings.TrimSuffix(w, "s")]; known {
		return kind, true
	}
	return OtherKind, false
}
