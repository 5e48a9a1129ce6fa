# METADATA
# title: "Little trust reads only"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A15"
#   digest: "014dfa221defce964ea7e4eaa74bea7af563de6a1a9902412ed9339b2ca7561f"
package acgs.agent_tools.a15

default bites := true

bites := false if {
	v1 := input.actor.trust
	v1 >= 40
	v1 <= 9223372036854775807
	floor(v1) == v1
}

bites := false if input.call.read_only == true

message := concat("", ["a trust of ", shown2, " per cent allows reading only; from 40 on an agent may change things"])

default shown2 := "‹missing›"

shown2 := format_int(v1, 10) if {
	v1 := input.actor.trust
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.actor.trust
