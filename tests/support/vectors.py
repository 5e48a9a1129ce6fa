"""Real bytes of one ledger, made once by other programs: a ballot, an entry, and the listing of a governed tree."""

BLOCK = (
    b'DSSEv1 28 application/vnd.in-toto+json 437 {"_type":"https://in-toto.io/Statement/v1","predicate":{"'
    b'base":"09adfed23c08516be23804a7b859287cd81507444625d8fddbab4a04b84503d8","baseSeq":1,"by":"bob","dec'
    b'ision":"yes","epoch":1,"issued":10,"ref":"refs/heads/main","repo":"29fe883c1659e4d0e45153a0ea782667a'
    b'04414f2"},"predicateType":"https://acgs.dev/ballot/v1","subject":[{"digest":{"sha256":"5bde58732cbaa'
    b'ff772b7aea5c03806775e58343b6cfa00b6354272b1c2f8be99"},"name":"governed-root"}]}\n'
    b"-----BEGIN PGP SIGNATURE-----\n"
    b"\n"
    b"iHUEABYKAB0WIQSj6ulwFl7TMtiJ8VgZ1BWHSMkLsQUCarW6cAAKCRAZ1BWHSMkL\n"
    b"sQNbAP9HbfqvjlIkkRikp7X/+Hek5VKfasxj+A0PdaGE60Lo9wD/S5taTveYmaNF\n"
    b"KPg7PdDwX0mQf9yldRvY48I6S6O1pww=\n"
    b"=6Lxr\n"
    b"-----END PGP SIGNATURE-----\n"
)

ENTRY = (
    b"tree 29306c4ea0ae1952ae36cf00cf8243a8371275c7\n"
    b"parent 645ae91631bb06da914eabcfbc4b0935d0a2275f\n"
    b"author acgs <acgs@invalid> 1790294821 +0000\n"
    b"committer acgs <acgs@invalid> 1790294821 +0000\n"
    b"gpgsig -----BEGIN PGP SIGNATURE-----\n"
    b" \n"
    b" iHUEABYKAB0WIQRBElw0ygXjOEWI4ET4w6D55iUQJAUCarW7JQAKCRD4w6D55iUQ\n"
    b" JDzLAP4rddd0ODGMBR81KtfEXXtcE1LoOpwVZSSGIA78dWnrNwEA2nTzb7W3ke4C\n"
    b" ATGpaU/sCDtTm+cxTjsZqoGsBSj6GAQ=\n"
    b" =aS6I\n"
    b" -----END PGP SIGNATURE-----\n"
    b"\n"
    b"acgs update refs/heads/main\n"
    b"\n"
    b"Acgs-Version: 1\n"
    b"Acgs-Seq: 3\n"
    b"Acgs-Event: update\n"
    b"Acgs-Repo: 29fe883c1659e4d0e45153a0ea782667a04414f2\n"
    b"Acgs-Council: d964ee82f7003bcd964ed58e8db9aaf6d7043299e04d7acd72654426c47c9920\n"
    b"Acgs-Time: 2026-09-25T00:07:01Z\n"
    b"Acgs-Ref: refs/heads/main\n"
    b"Acgs-Old: 3faf15a23eac1d307fdab9632feb04c021695bdc\n"
    b"Acgs-New: bf9bd0ea1a9f4c81dc4e2c3f18e37850b82172ac\n"
    b"Acgs-Root: 5bde58732cbaaff772b7aea5c03806775e58343b6cfa00b6354272b1c2f8be99\n"
    b"Acgs-Admitted: yes\n"
    b"Acgs-Ratified: 2\n"
)

LISTING = (
    b"100644 d964ee82f7003bcd964ed58e8db9aaf6d7043299e04d7acd72654426c47c9920 constitution/council.toml\n"
    b"100644 1689b7c0fe7a5df1f9d1950147f893afa68cec87583d8337b7656a5dbdfc76ee constitution/keys/41125C34CA"
    b"05E3384588E044F8C3A0F9E6251024.asc\n"
    b"100644 fd3013c1d3f737d9221f4c2f3d2094971610672f279b7b76c07dcde43d10f113 constitution/keys/A3EAE97016"
    b"5ED332D889F15819D4158748C90BB1.asc\n"
    b"100644 cc214ef25089c05e4ef0b5a65246eea0afdd567f39bd0eec49baaf61278970ea constitution/keys/A7A1BBF823"
    b"317C8E4853AECBD0F08FA76D202F69.asc\n"
    b"100644 7132be60c63f4bf25d6433eb8fbcbb63ba9c9d9ff7333449a2410db241b128ff constitution/keys/B50EF0D134"
    b"2B0F8E51C7C57A4639E93B374B3789.asc\n"
    b"100644 10866e8f9dc91f81db8cec2a7164ae78b5ff20de546e0fc2148566d91c616f68 constitution/keys/BF9240BEF3"
    b"679E7F5BA56EA1607A9DED883D18A9.asc\n"
    b"100644 3c79fbde297a4c144c9c4ec40bcb9d43412b39f7385ecc7166442163ca607a49 constitution/pay/A09-large.m"
    b"d\n"
    b"100644 6ade1cb9129a8eb341c22a6e4170dfe62b7e61f5fff271fbc9bd6e6bddf60410 constitution/pay/schema.json"
    b"\n"
    b"100644 3e49ed27d0d3a865e7232dc0e1807c0531979fff741757880b1c6dd54a918e3b policies/pay/a09.rego\n"
)

BALLOT_ID = "2c297d567a3115fd6d098784b5fc22facd9909a17242652d21737b3be28977a1"
ROOT = "5bde58732cbaaff772b7aea5c03806775e58343b6cfa00b6354272b1c2f8be99"
