# METADATA
# title: "Network calls go to listed hosts"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A08"
#   digest: "f0143663c61f4a71fee5efb4d4dcdd9cb25b44a3def758698d898e38dc844bc2"
package acgs.agent_tools.a08

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	input.call.category != "network"
}

bites := false if input.resource.host in ["pypi.org", "files.pythonhosted.org", "github.com"]

bites := false if {
	contains(input.resource.host, "\u0000") == false
	endswith(input.resource.host, ".github.com")
}

message := concat("", [shown1, " is not one of the hosts that agents may call"])

default shown1 := "‹missing›"

shown1 := input.resource.host if is_text(input.resource.host)

shown1 := "‹mistyped›" if {
	v1 := input.resource.host
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
