# METADATA
# title: "Restricted data stays; confidential data goes to named recipients"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A12"
#   digest: "f2a75e03b9fdb29bf8f45d17aa2155a10e204ada64abda2a190033f3162613c2"
package acgs.agent_tools.a12

default bites := true

bites := false if input.call.leaves_organisation == false

bites := false if {
	not input.resource.class in ["confidential", "restricted"]
	v1 := input.resource.class
	contains(v1, "\u0000") == false
}

bites := false if {
	input.call.recipients == []
	input.resource.class == "confidential"
	v2 := input.call.recipients
	is_array(v2)
	count(v2) <= 16
	v1 := count(v2)
	v1 > 0
}

bites := false if {
	input.resource.class == "confidential"
	v2 := input.call.recipients
	is_array(v2)
	count(v2) <= 16
	v1 := count(v2)
	v1 > 0
	v3 := input.resource.named_recipients
	is_array(v3)
	count(v3) <= 16
	every r_0 in v2 {
		r_0 in v3
	}
	contains(concat("", v3), "\u0000") == false
}

message := concat("", [shown1, " data leaves the organisation only if confidential, and to recipients named for it"])

default shown1 := "‹missing›"

shown1 := v1 if {
	v1 := input.resource.class
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.resource.class
