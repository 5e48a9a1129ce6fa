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
	input.actor.tenant == input.resource.tenant
	contains(input.resource.tenant, "\u0000") == false
}

message := concat("", ["an agent of tenant ", shown2, " may not touch what belongs to ", shown4])

default shown2 := "‹missing›"

shown2 := v1 if {
	v1 := input.actor.tenant
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.actor.tenant

default shown4 := "‹missing›"

shown4 := v1 if {
	v1 := input.resource.tenant
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.resource.tenant
