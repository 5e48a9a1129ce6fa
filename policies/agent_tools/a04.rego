# METADATA
# title: "After a secret was read, no network and no messages"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A04"
#   digest: "d31cbaec110221980d1c3decef61c86beea6c78e61df86958cad1ae4a902a391"
package acgs.agent_tools.a04

default bites := true

bites := false if {
	not input.call.category in ["network", "message"]
	v1 := input.call.category
	contains(v1, "\u0000") == false
}

bites := false if input.session.seen.secret == false

message := concat("", ["a secret is in the context, so no ", shown2, " call"])

default shown2 := "‹missing›"

shown2 := v1 if {
	v1 := input.call.category
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.category
