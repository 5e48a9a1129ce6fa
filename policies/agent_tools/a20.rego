# METADATA
# title: "No tenant reaches into another"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A20"
#   digest: "c8e3385fd8fbc75f23bc6834238eb0eb0ef90e03db692962ee04d60bb071c2c6"
package acgs.agent_tools.a20

default bites := true

bites := false if input.resource.tenant == "shared"

bites := false if {
	contains(input.resource.tenant, "\u0000") == false
	input.actor.tenant == input.resource.tenant
}

message := concat("", ["an agent of tenant ", shown2, " may not touch what belongs to ", shown4])

default shown2 := "‹missing›"

shown2 := input.actor.tenant if is_text(input.actor.tenant)

shown2 := "‹mistyped›" if {
	v1 := input.actor.tenant
	not is_text(v1)
}

default shown4 := "‹missing›"

shown4 := input.resource.tenant if is_text(input.resource.tenant)

shown4 := "‹mistyped›" if {
	v1 := input.resource.tenant
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
