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
	is_array(input.actor.roles)
	count(input.actor.roles) <= 8
	is_array(input.actor.delegator_roles)
	count(input.actor.delegator_roles) <= 8
	every v1 in input.actor.delegator_roles {
		contains(v1, "\u0000") == false
	}
	every r_0 in input.actor.roles {
		r_0 in input.actor.delegator_roles
	}
}

message := concat("", ["a delegate at depth ", shown2, " is too deep, or holds a role that its delegator does not hold"])

default shown2 := "‹missing›"

shown2 := format_int(input.actor.depth, 10) if is_int(input.actor.depth)

shown2 := "‹mistyped›" if {
	v1 := input.actor.depth
	not is_int(v1)
}

is_int(x) if {
	is_number(x)
	x >= -9223372036854775808
	x <= 9223372036854775807
	floor(x) == x
}
