# METADATA
# title: "A delegate is never mightier than its delegator"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A16"
#   digest: "fb1d30973829c44f6fa52bd990803d499107805ee38f5a6d9901583468253f17"
package acgs.agent_tools.a16

default bites := true

bites := false if input.actor.depth == 0

bites := false if {
	input.actor.depth in [1, 2]
	input.actor.roles == []
}

bites := false if {
	input.actor.depth in [1, 2]
	v1 := input.actor.roles
	is_array(v1)
	count(v1) <= 8
	v2 := input.actor.delegator_roles
	is_array(v2)
	count(v2) <= 8
	every r_0 in v1 {
		r_0 in v2
	}
	contains(concat("", v2), "\u0000") == false
}

message := concat("", ["a delegate at depth ", shown2, " is too deep, or holds a role that its delegator does not hold"])

default shown2 := "‹missing›"

shown2 := format_int(v1, 10) if {
	v1 := input.actor.depth
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.actor.depth
