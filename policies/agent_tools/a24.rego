# METADATA
# title: "When the gateway is stopped, agents only read"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A24"
#   digest: "aa3dbeabcf52033c0521ced61cade4627538a50022cf751083a539664a054d8a"
package acgs.agent_tools.a24

default bites := true

bites := false if input.gateway.stopped == false

bites := false if input.call.read_only == true

message := "the gateway is stopped: nothing but reading until somebody starts it again"
