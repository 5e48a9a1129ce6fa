# METADATA
# title: "Destructive calls need a person who approved exactly this call"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A02"
#   digest: "be6d17eeef59ac6fa7a8fa6ac37671d73d7faf547647e5eaee015cbaac39e5e3"
package acgs.agent_tools.a02

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	not input.call.category in ["delete", "exec"]
}

bites := false if {
	is_array(input.approvals)
	count(input.approvals) <= 8
	contains(input.call.sha256, "\u0000") == false
	some a_0 in input.approvals
	a_0.human == true
	a_0.call_sha256 == input.call.sha256
}

message := concat("", ["a ", shown2, " call needs the approval of a person, bound to exactly this call"])

default shown2 := "‹missing›"

shown2 := input.call.category if is_text(input.call.category)

shown2 := "‹mistyped›" if {
	v1 := input.call.category
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
