# METADATA
# title: "Network calls go to listed hosts"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A08"
#   digest: "f0143663c61f4a71fee5efb4d4dcdd9cb25b44a3def758698d898e38dc844bc2"
package acgs.agent_tools.a08

default bites := true

bites := false if {
	not input.call.category == "network"
	contains(input.call.category, "\u0000") == false
}

bites := false if input.resource.host in ["pypi.org", "files.pythonhosted.org", "github.com"]

bites := false if {
	v1 := input.resource.host
	endswith(v1, ".github.com")
	contains(v1, "\u0000") == false
}

message := concat("", [shown1, " is not one of the hosts that agents may call"])

default shown1 := "‹missing›"

shown1 := v1 if {
	v1 := input.resource.host
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.resource.host
