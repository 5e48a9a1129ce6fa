# METADATA
# title: "Programs and flags come from a closed set"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A17"
#   digest: "1a0e62e5f79ff323d33b87fd8deac8ca097581b06bf8fd012cfd36282ccaf76d"
package acgs.agent_tools.a17

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	input.call.category != "exec"
}

bites := false if {
	truth1 == true
	is_array(input.call.argv)
	count(input.call.argv) <= 16
	input.call.argv[1] in ["diff", "log", "show", "status"]
	every x_0 in input.call.argv {
		either2(x_0)
	}
}

bites := false if {
	truth1 == false
	is_array(input.call.argv)
	count(input.call.argv) <= 16
	input.call.argv[0] in ["cat", "grep", "head", "ls", "pytest", "wc"]
	every x_0 in input.call.argv {
		either2(x_0)
	}
}

message := concat("", [shown1, "/", shown3, " would run a program or a flag that is not in the closed set"])

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

truth1 if {
	is_array(input.call.argv)
	count(input.call.argv) <= 16
	input.call.argv[0] == "git"
}

truth1 := false if {
	is_array(input.call.argv)
	count(input.call.argv) <= 16
	contains(input.call.argv[0], "\u0000") == false
	input.call.argv[0] != "git"
}

either2(x_0) if {
	contains(x_0, "\u0000") == false
	not startswith(x_0, "-")
}

either2(x_0) if x_0 in ["-l", "-n", "-q", "-r", "-v", "--oneline", "--stat"]

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
