package main

import "roundrobin/views/office"

func ownScreens() []screen {
	ask := office.KeyAskProps{Viewer: steward, Name: "Blue key", Token: "t", Options: "{}"}
	last := own()
	last.Codes, last.Keys, last.Sessions, last.Just = false, last.Keys[:1], last.Sessions[:1], "codes_off"
	wrong := own()
	wrong.KeyName, wrong.Problems = "", office.Problems{"name": {Refusal: "office_key_name", Args: map[string]any{"max": 40}}}
	return []screen{
		{"office-own", office.Own(own())},
		{"office-own-last", office.Own(last)},
		{"office-own-refused", office.Own(wrong)},
		{"office-key-add", office.KeyAdd(ask)},
		{"office-key-sign-in", office.SignInKey(ask)},
		{"office-members-refused", office.Members(office.MembersProps{
			Viewer: adminViewer, Today: today, Typed: "Ines Aguilar", Problems: office.Problems{"name": {Refusal: "office_there"}}, Just: "removed", Members: []office.MemberLine{{ID: "a1", Name: "Ines Aguilar", Role: "steward", Codes: true}},
		})},
		{"office-member-added", office.MemberAdded(office.MemberAddedProps{
			Viewer: adminViewer, Member: "Lotte Brandt", Key: "q7wz-f3mt-9kxa-2pdh-v6bn-4rcy", Secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
			URL: "otpauth://totp/Round%20Robin:Lotte%20Brandt?issuer=Round%20Robin&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
		})},
		{"office-members", office.Members(office.MembersProps{Viewer: adminViewer, Today: today, Members: []office.MemberLine{
			{ID: "a1", Name: "Ines Aguilar", Role: "steward", Codes: true, Sessions: 2}, {ID: "b2", Name: "Tomasz Wrona", Role: "admin", Keys: 2, Sessions: 1}, {ID: "c3", Name: "Lotte Brandt", Role: "steward", Codes: true},
		}})},
	}
}

func own() office.OwnProps {
	return office.OwnProps{
		Viewer: steward, Today: today, Codes: true, Keys: []office.SecurityKey{{ID: "a1", Name: "Blue key", Since: "2026-11-02", Used: "2026-11-24"}, {ID: "b2", Name: "This laptop", Since: "2026-11-23"}},
		Sessions: []office.Session{{ID: "a1", Begun: "2026-11-24", Used: "2026-11-24", Here: true}, {ID: "b2", Begun: "2026-11-23", Used: "2026-11-24"}},
	}
}
