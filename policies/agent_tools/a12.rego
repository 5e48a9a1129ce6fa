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
	contains(input.resource.class, "\u0000") == false
	not input.resource.class in ["confidential", "restricted"]
}

bites := false if {
	input.resource.class == "confidential"
	is_array(input.call.recipients)
	count(input.call.recipients) <= 16
	v1 := count(input.call.recipients)
	v1 > 0
	input.call.recipients == []
}

bites := false if {
	input.resource.class == "confidential"
	is_array(input.call.recipients)
	count(input.call.recipients) <= 16
	v1 := count(input.call.recipients)
	v1 > 0
	is_array(input.resource.named_recipients)
	count(input.resource.named_recipients) <= 16
	every v2 in input.resource.named_recipients {
		contains(v2, "\u0000") == false
	}
	every r_0 in input.call.recipients {
		r_0 in input.resource.named_recipients
	}
}

message := concat("", [shown1, " data leaves the organisation only if confidential, and to recipients named for it"])

default shown1 := "‹missing›"

shown1 := input.resource.class if is_text(input.resource.class)

shown1 := "‹mistyped›" if {
	v1 := input.resource.class
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
