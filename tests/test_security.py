"""What SECURITY.md promises: each has its tests, and these are there."""

from __future__ import annotations

import re

from components.operating.messages import OF_A_READER, OF_AN_ADDRESS
from components.operating.readers import OF_AN_ADDRESS as CONNECTIONS
from tests.helpers.datasets import ROOT

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = re.findall(r"^\| (?!promise|attack|-)(.+) \| (.+) \|$", TEXT, re.MULTILINE)
OPENING = "## What is not promised"


def test_each_promise_names_tests_that_are_there() -> None:
    """A test that is renamed or taken away takes its promise along."""
    assert len(ROWS) > 25
    for promise, tests in ROWS:
        named = re.findall(r"`(test_\w+\.py)`", tests)
        assert named, promise
        assert ", ".join(f"`{name}`" for name in named) == tests, promise
        for name in named:
            written = (ROOT / "tests" / name).read_text("utf-8")
            assert "\ndef test_" in written, name


def test_limits_are_said_as_they_are() -> None:
    """Numbers of what is not promised are those of the code."""
    said = " ".join(TEXT.partition(OPENING)[2].split())
    assert f"{OF_A_READER.at_once:g} messages at once and {OF_A_READER.a_second:g} a second" in said
    assert f"{OF_AN_ADDRESS.at_once:g} and {OF_AN_ADDRESS.a_second:g} of an address" in said
    assert f"{CONNECTIONS} connections of an address" in said


HELD = {
    1: (
        "test_threats.test_ten_thousand_guesses_open_nothing",
        "test_threats.test_whoever_guesses_waits",
        "test_workshop_store.test_guesses_open_nothing",
    ),
    2: (
        "test_threats.test_a_secret_is_in_nothing_that_is_told_or_kept",
        "test_workshop_store.test_a_secret_is_in_no_file",
    ),
    3: (
        "test_workshop_postgres.test_a_right_that_is_taken_back_while_somebody_waits_is_gone",
        "test_threats.test_what_was_taken_back_writes_nothing_however_early_it_was_asked",
        "test_threats.test_the_map_so_far_closes_with_the_right_to_it",
        "test_workshop_store.test_a_link_ends_when_it_is_revoked_or_not_used",
    ),
    4: (
        "test_workshop_store.test_who_may_do_what",
        "test_workshop_store.test_each_operation_has_its_case",
        "test_workshop_page.test_a_stranger_writes_nothing",
    ),
    5: (
        "test_workshop_store.test_who_may_do_what",
        "test_workshop_store.test_a_view_link_reads_and_writes_nothing",
    ),
    6: (
        "test_workshop_signing.test_what_is_sent_over_the_connection_changes_no_draft",
        "test_threats.test_what_is_sent_twice_late_or_in_another_order_is_judged_by_the_draft",
        "test_workshop_page.test_what_no_page_sends_is_refused",
    ),
    7: (
        "test_threats.test_fifty_authors_at_once_hear_their_own_draft_alone",
        "test_threats.test_nothing_is_remembered_by_less_than_a_draft",
    ),
    8: (
        "test_messages.test_each_kind_is_sent",
        "test_attacks.test_messages_that_no_screen_sends",
    ),
    9: (
        "test_workshop_signing.test_no_lie_signs_anybody_in",
        "test_workshop_signing.test_a_cookie_that_was_changed_is_none",
    ),
    10: (
        "test_workshop_signing.test_an_account_is_its_issuer_and_subject",
        "test_workshop_signing.test_who_is_admitted",
        "test_threats.test_an_address_that_only_looks_admitted_is_not",
    ),
    11: ("test_workshop_signing.test_somebody_signs_in_and_out",),
    12: ("test_workshop_signing.test_every_way_ends_at_home",),
    13: (
        "test_browser_operating.test_a_page_of_another_site_cannot_steer",
        "test_threats.test_no_other_site_may_ask_or_read",
        "test_threats.test_no_page_frames_a_draft_however_its_link_is_written",
        "test_workshop_page.test_only_the_apps_own_page_is_answered",
    ),
    14: (
        "test_threats.test_a_rebound_name_reaches_nothing",
        "test_hosts.test_with_a_setting_nothing_else_is_answered",
    ),
    15: (
        "test_draft_texts.test_nasty_texts_end",
        "test_draft_texts.test_what_cannot_be_read_is_said",
        "test_table.test_what_means_harm_is_refused",
        "test_archive.test_refusing_takes_little",
        "test_threats.test_a_long_log_is_brought_in_time_that_grows_with_it",
    ),
    16: (
        "test_draft_texts.test_nasty_texts_end",
        "test_growth.test_a_stage_grows_as_its_text",
        "test_growth.test_a_pattern_grows_as_its_text",
    ),
    17: (
        "test_draft_texts.test_a_document_s_entities_are_not_followed",
        "test_table.test_what_means_harm_is_refused",
    ),
    18: (
        "test_draft_texts.test_formats_are_told_by_content",
        "test_archive.test_what_is_hostile_is_refused",
    ),
    19: (
        "test_workshop_store.test_too_much_is_refused_with_a_sentence",
        "test_threats.test_what_is_large_is_taken_from_those_alone_who_may_write",
    ),
    20: (
        "test_operating.test_what_nothing_uses_is_closed",
        "test_attacks.test_addresses_that_are_refused",
    ),
    21: (
        "test_browser_hostile.test_the_workshop_shows_text",
        "test_browser_hostile.test_a_screen_shows_text",
        "test_hostile_data.test_an_export_holds_the_text_as_text",
    ),
    22: (
        "test_importing.test_an_address_is_one_of_a_page",
        "test_hostile_data.test_what_is_no_text_is_refused",
    ),
    23: ("test_engine.test_names_that_objects_inherit_are_none_that_there_are",),
    24: (
        "test_draft_model.test_what_the_text_says_to_a_model_is_text",
        "test_draft_model.test_what_does_not_is_thrown_away_and_counted",
    ),
    25: (
        "test_draft_model.test_a_bad_answer_is_a_note",
        "test_draft_model.test_entries_of_another_shape_are_left_out",
        "test_draft_model.test_no_more_is_taken_than_a_part_can_hold",
    ),
    26: (
        "test_workshop_proposing.test_nothing_is_sent_but_this_text_to_this_host",
        "test_draft_model.test_a_model_is_named_by_the_operator_alone",
        "test_draft_model.test_only_addresses_of_the_web_are_asked",
    ),
    27: (
        "test_workshop_proposing.test_nothing_is_sent_but_this_text_to_this_host",
        "test_draft_model.test_nothing_is_sent_before_a_person_was_told",
    ),
    28: (
        "test_threats.test_ten_megabytes_in_every_field_are_refused_with_a_sentence",
        "test_threats.test_a_thousand_saves_publications_and_steps_back_at_once",
        "test_workshop_store.test_whatever_a_cell_says_is_kept_to_the_letter",
        "test_workshop_safety.test_killed_at_any_moment_nothing_is_lost",
    ),
    29: (
        "test_workshop_publishing.test_going_on_changes_nothing_that_readers_see",
        "test_workshop_publishing.test_a_name_is_given_once",
        "test_workshop_publishing.test_two_who_publish_at_once_get_two_versions",
        "test_threats.test_no_name_stands_before_another_dataset",
    ),
    30: (
        "test_workshop_publishing.test_nothing_of_the_authors_own_is_published",
        "test_workshop_publishing.test_what_is_taken_back_is_gone",
        "test_threats.test_what_is_taken_back_leaves_every_address",
    ),
}
"""The tests that send each attack on those who write."""


def test_each_attack_on_authors_is_sent() -> None:
    """All thirty stand in the text in their order, each with the files of its tests."""
    said = {int(n): tests for what, tests in ROWS for n in re.findall(r"^(\d+)\. ", what)}
    assert list(said) == list(HELD) == list(range(1, 31))
    for number, tests in HELD.items():
        files = dict.fromkeys(f"`{test.partition('.')[0]}.py`" for test in tests)
        assert ", ".join(files) == said[number], number
        for file, _, name in (test.partition(".") for test in tests):
            written = (ROOT / "tests" / f"{file}.py").read_text("utf-8")
            assert f"\ndef {name}(" in written, name
