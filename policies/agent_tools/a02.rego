# METADATA
# title: "Destructive calls need a person who approved exactly this call"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A02"
#   digest: "be6d17eeef59ac6fa7a8fa6ac37671d73d7faf547647e5eaee015cbaac39e5e3"
package acgs.agent_tools.a02

default bites := true

bites := false if {
	not input.call.category in ["delete", "exec"]
	v1 := input.call.category
	contains(v1, "\u0000") == false
}

bites := false if {
	v1 := input.approvals
	is_array(v1)
	count(v1) <= 8
	some a_0 in v1
	a_0.human == true
	a_0.call_sha256 == input.call.sha256
	contains(input.call.sha256, "\u0000") == false
}

message := concat("", ["a ", shown2, " call needs the approval of a person, bound to exactly this call"])

default shown2 := "‹missing›"

shown2 := v1 if {
	v1 := input.call.category
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.category
