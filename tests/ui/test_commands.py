from newsreader.ui.commands import COMMANDS, key_name, keys_of, problems


def test_no_two_commands_have_the_same_id_or_key() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert problems({}) == []


def test_a_binding_of_the_reader_takes_the_place_of_the_commands_own_keys() -> None:
    command = next(command for command in COMMANDS if command.id == "next_unread")
    assert keys_of(command, {}) == ("n",)
    assert keys_of(command, {"next_unread": "J,ctrl+n"}) == ("J", "Ctrl+N")


def test_unknown_commands_and_keys_bound_twice_are_told() -> None:
    assert "no command 'fly'" in problems({"fly": "x"})[0]
    assert any("bound to both" in line for line in problems({"next_unread": "q"}))


def test_keys_are_named_as_they_are_printed() -> None:
    assert [key_name(key) for key in ("right_square_bracket", "space", "ctrl+p", "G")] == [
        "]",
        "Space",
        "Ctrl+P",
        "G",
    ]
