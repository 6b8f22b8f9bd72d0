// iCalendar: folds inside characters, ends of events, what is refused, and writing.
#include "kith/base/ical.hpp"

#include <gtest/gtest.h>

#include <random>

#include "kith/base/text.hpp"

namespace kith {
namespace {

std::string calendar(const std::string& event) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + event +
         "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

IcalEvent one(const std::string& event) {
  const auto events = lex_ical(calendar(event));
  EXPECT_TRUE(events) << events.error().message();
  return events && events->size() == 1 ? events->front() : IcalEvent{};
}

std::string days(const std::string& event) {
  const IcalEvent e = one(event);
  return e.first.iso() + " " + e.last.iso();
}

Reason refusal(const std::string& text) {
  const auto events = lex_ical(text);
  return events ? Reason::none : events.error().reason();
}

TEST(Ical, AllDayEndIsExclusive) {
  EXPECT_EQ(days("DTSTART;VALUE=DATE:20231001\r\nDTEND;VALUE=DATE:20231007\r\n"),
            "2023-10-01 2023-10-06");
  EXPECT_EQ(days("DTSTART;VALUE=DATE:20231001\r\n"), "2023-10-01 2023-10-01");
  EXPECT_EQ(days("DTSTART;VALUE=DATE:20231001\r\nDTEND;VALUE=DATE:20231001\r\n"),
            "2023-10-01 2023-10-01");
  EXPECT_EQ(days("DTSTART;VALUE=DATE:20231001\r\nDURATION:P3D\r\n"),
            "2023-10-01 2023-10-03");
  EXPECT_EQ(days("DTSTART;VALUE=DATE:20231001\r\nDURATION:P1W\r\n"),
            "2023-10-01 2023-10-07");
}

TEST(Ical, TimedEventsGiveTheirDays) {
  EXPECT_EQ(days("DTSTART:20231001T090000Z\r\nDTEND:20231001T100000Z\r\n"),
            "2023-10-01 2023-10-01");
  EXPECT_EQ(days("DTSTART;TZID=\"Asia/"
                 "Shanghai:x;y\":20231001T230000\r\nDTEND:20231002T010000\r\n"),
            "2023-10-01 2023-10-02");
  EXPECT_EQ(days("DTSTART:20231001T230000\r\nDTEND:20231002T000000\r\n"),
            "2023-10-01 2023-10-01");
  EXPECT_EQ(days("DTSTART:20231001T230000\r\nDURATION:PT1H\r\n"),
            "2023-10-01 2023-10-01");
  EXPECT_EQ(days("DTSTART:20231001T230000\r\nDURATION:PT1H1S\r\n"),
            "2023-10-01 2023-10-02");
  EXPECT_EQ(days("DTSTART:20231001T230000\r\n"), "2023-10-01 2023-10-01");
}

TEST(Ical, TextAndProperties) {
  const IcalEvent e =
      one("uid:u-1\r\nSUMMARY;LANGUAGE=zh:国庆\\, "
          "休\\n第二行\\;\\\\\r\nDTSTART;VALUE=DATE:20231001\r\n"
          "X-KITH:a:b\r\nBEGIN:VALARM\r\nSUMMARY:alarm\r\nEND:VALARM\r\n");
  EXPECT_EQ(e.uid, "u-1");
  EXPECT_EQ(e.summary, "国庆, 休\n第二行;\\");
  EXPECT_EQ(e.line, 3);
  ASSERT_EQ(e.properties.size(), 4u);
  EXPECT_EQ(e.properties[0].first, "UID");
  EXPECT_EQ(e.properties[3], (std::pair<std::string, std::string>("X-KITH", "a:b")));
}

TEST(Ical, FoldsMayStandAnywhere) {
  const std::string plain =
      calendar("UID:1\r\nSUMMARY:客户跟进\r\nDTSTART;VALUE=DATE:20231001\r\n");
  std::mt19937 random(41);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (const char c : plain) {
      // Between two bytes of a line, also inside a character; never beside a line break.
      const bool inside = !text.empty() && text.back() != '\n' && c != '\r' && c != '\n';
      if (inside && random() % 7 == 0) text += random() % 2 == 0 ? "\r\n " : "\n\t";
      text += c;
    }
    const auto events = lex_ical(text);
    ASSERT_TRUE(events) << events.error().message();
    ASSERT_EQ(events->size(), 1u);
    ASSERT_EQ(events->front().summary, "客户跟进");
    ASSERT_EQ(events->front().first.iso(), "2023-10-01");
  }
}

TEST(Ical, RefusesByNameAndLine) {
  const std::string start = "DTSTART;VALUE=DATE:20231001\r\n";
  for (const char* name : {"RRULE", "RDATE", "EXRULE"}) {
    const auto events = lex_ical(calendar(start + name + ":FREQ=YEARLY\r\n"));
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().reason(), Reason::bad_syntax);
    EXPECT_NE(events.error().message().find(name), std::string::npos);
    EXPECT_EQ(events.error().row(), 4);  // the fifth line
  }
  EXPECT_EQ(refusal(calendar("UID:1\r\n")), Reason::bad_syntax);  // no start
  EXPECT_EQ(refusal(calendar("DTSTART:20230230\r\n")), Reason::bad_date);
  EXPECT_EQ(refusal(calendar("DTSTART:2023-10-01\r\n")), Reason::bad_date);
  EXPECT_EQ(refusal(calendar("DTSTART:20231001T250000\r\n")), Reason::bad_date);
  EXPECT_EQ(refusal(calendar(start + "DTEND:20230901\r\n")), Reason::bad_date);
  EXPECT_EQ(refusal(calendar(start + start)), Reason::bad_syntax);
  EXPECT_EQ(refusal(calendar(start + "DTEND:20231002\r\nDURATION:P1D\r\n")),
            Reason::bad_syntax);
  for (const char* d :
       {"", "P", "PT", "P1", "-P1D", "P1H", "PT1D", "P1DT", "P99999999D"}) {
    EXPECT_EQ(refusal(calendar(start + "DURATION:" + d + "\r\n")), Reason::bad_syntax)
        << d;
  }
  EXPECT_EQ(refusal(""), Reason::bad_syntax);
  EXPECT_EQ(refusal("hello"), Reason::bad_syntax);
  EXPECT_EQ(refusal("BEGIN:VEVENT\r\nEND:VEVENT\r\n"), Reason::bad_syntax);
  EXPECT_EQ(refusal("BEGIN:VCALENDAR\r\n"), Reason::bad_syntax);
  EXPECT_EQ(refusal("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n"), Reason::bad_syntax);
  EXPECT_EQ(refusal(calendar(start + "BEGIN:VEVENT\r\nEND:VEVENT\r\n")),
            Reason::bad_syntax);
  EXPECT_EQ(refusal(calendar(start + "SUMMARY:\xFF\r\n")), Reason::bad_utf8);
  EXPECT_EQ(
      refusal(calendar(start + "SUMMARY:" + std::string(2 << 20, 'a') + "\r\n X\r\n")),
      Reason::too_large);
  EXPECT_EQ(refusal("BEGIN:VCALENDAR\nEND:VCALENDAR"), Reason::none);
}

TEST(WriteIcal, TheWholeFile) {
  IcalEvent e;
  e.uid = "u1";
  e.first = Date::parse("2023-12-31").value();
  e.last = e.first;
  e.summary = "年终, 盘点";
  e.properties = {{"UID", "other"}, {"X-KITH-KIND", "off"}};
  EXPECT_EQ(
      write_ical("-//Kith//EN", "20231015T000000Z", {e}),
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kith//EN\r\nBEGIN:VEVENT\r\nUID:u1\r\n"
      "DTSTAMP:20231015T000000Z\r\nDTSTART;VALUE=DATE:20231231\r\nDTEND;VALUE=DATE:"
      "20240101\r\n"
      "SUMMARY:年终\\, 盘点\r\nX-KITH-KIND:off\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  e.properties = {{"X:BAD\r\n", "v"}};
  EXPECT_THROW(write_ical("p", "s", {e}), Error);
}

TEST(WriteIcal, FoldsAndReadsBack) {
  std::mt19937 random(43);
  const std::string parts[] = {"a",  "客", "é", "\xF0\xA0\x82\x87", ",", ";", "\\",
                               "\n", " ",  ":"};
  for (int i = 0; i < 2000; ++i) {
    IcalEvent e;
    for (std::size_t n = random() % 200; n > 0; --n) e.summary += parts[random() % 10];
    e.uid = std::to_string(i);
    e.first = Date(static_cast<std::int32_t>(random() % 30000));
    e.last = e.first.plus_days(random() % 10);
    const std::string file = write_ical("p", "20231015T000000Z", {e});
    std::size_t from = 0;
    while (from < file.size()) {
      const std::size_t end = file.find("\r\n", from);
      ASSERT_LE(end - from, 75u);
      ASSERT_TRUE(is_utf8(file.substr(from, end - from)));
      from = end + 2;
    }
    const auto back = lex_ical(file);
    ASSERT_TRUE(back) << back.error().message();
    ASSERT_EQ(back->size(), 1u);
    ASSERT_EQ(back->front().summary, e.summary);
    ASSERT_EQ(back->front().first, e.first);
    ASSERT_EQ(back->front().last, e.last);
  }
}

TEST(Ical, MutatedBytesNeverCrash) {
  const std::string good = calendar(
      "UID:1\r\nSUMMARY:客户\r\n "
      "跟进\r\nDTSTART:20231001T010203Z\r\nDURATION:P1DT2H\r\n");
  std::mt19937 random(47);
  for (int i = 0; i < 50000; ++i) {
    std::string s = good;
    for (std::size_t n = random() % 3 + 1; n > 0; --n)
      s[random() % s.size()] = static_cast<char>(random());
    static_cast<void>(lex_ical(s));
  }
}

}  // namespace
}  // namespace kith
