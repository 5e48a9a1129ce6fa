# METADATA
# title: "Writes stay in the workspace"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A07"
#   digest: "d54eb749322d39bde125270b3e5b57a57d6bb411d64c14f78730e848b878d8da"
package acgs.agent_tools.a07

default bites := true

bites := false if input.call.writes == false

bites := false if {
	input.call.in_workspace == true
	is_array(input.call.paths)
	count(input.call.paths) <= 16
	v1 := count(input.call.paths)
	v1 > 0
	every p_0 in input.call.paths {
		contains(p_0, "\u0000") == false
		startswith(p_0, "/")
		not contains(p_0, "/../")
		not endswith(p_0, "/..")
	}
}

message := concat("", [shown1, "/", shown3, " writes outside the workspace of its task"])

default shown1 := "‹missing›"

shown1 := input.call.server if is_text(input.call.server)

shown1 := "‹mistyped›" if {
	v1 := input.call.server
	not is_text(v1)
}

default shown3 := "‹missing›"

shown3 := input.call.tool if is_text(input.call.tool)

shown3 := "‹mistyped›" if {
	v1 := input.call.tool
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
