#include "sample/sheet_text.hpp"

#include <iconv.h>

#include "kith/base/error.hpp"

namespace kith::sample {

namespace {

std::string padded(std::int32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string grouped(std::int64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string quoted(const std::string& cell, char separator) {
  const char special[] = {separator, '"', '\n', '\0'};
  if (cell.find_first_of(special) == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += c;
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string written_date(Date day, std::int32_t spelling) {
  const YearMonthDay d = day.ymd();
  const std::string y = std::to_string(d.year);
  const std::string m = std::to_string(d.month);
  const std::string n = std::to_string(d.day);
  switch (spelling % kDateSpellings) {
    case 1:
      return y + "/" + m + "/" + n;
    case 2:
      return y + "." + m + "." + n;
    case 3:
      return y + padded(d.month) + padded(d.day);
    case 4:
      return y + "年" + m + "月" + n + "日";
    case 5:
      return std::to_string(day.days() + 25569);  // days since 1899-12-30
    case 6:
      return full_width(day.iso());
    case 7:
      return y + "/" + padded(d.month) + "/" + padded(d.day) + " 14:30";
    default:
      return day.iso();
  }
}

std::string written_amount(std::int64_t minor, bool ten_thousands, Rng& rng) {
  const std::int64_t yuan = minor / 100;
  if (!ten_thousands) {
    return rng.chance(300)   ? grouped(yuan)
           : rng.chance(100) ? "￥" + std::to_string(yuan)
                             : std::to_string(yuan);
  }
  std::string text = std::to_string(yuan / 10'000);
  const std::int64_t rest = yuan % 10'000;
  if (rest != 0) {
    std::string decimals = std::to_string(10'000 + rest).substr(1);
    while (decimals.back() == '0') decimals.pop_back();
    text += "." + decimals;
  }
  return rng.chance(80) ? full_width(text) : text;
}

std::string written_phone(std::string_view phone, Rng& rng) {
  const std::size_t mask = phone.find("****");
  if (mask == std::string_view::npos) {
    return rng.chance(150) ? "+86 " + std::string(phone) : std::string(phone);
  }
  if (rng.chance(400))
    return std::string(phone.substr(0, mask)) + std::string(phone.substr(mask + 4));
  return rng.chance(100) ? std::string(phone.substr(0, mask)) : std::string(phone);
}

std::string full_width(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    if (c >= '0' && c <= '9') {
      out += "\xEF\xBC";
      out += static_cast<char>(0x90 + (c - '0'));
    } else {
      out += c;
    }
  }
  return out;
}

std::string csv_text(const std::vector<std::vector<std::string>>& rows, char separator) {
  std::string out;
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += separator;
      out += quoted(row[i], separator);
    }
    out += "\r\n";
  }
  return out;
}

std::string to_gb18030(const std::string& utf8) {
  const iconv_t handle = iconv_open("GB18030", "UTF-8");
  if (handle == reinterpret_cast<iconv_t>(-1)) {
    throw Error(Status::unimplemented, Reason::bad_encoding, "no converter to GB18030");
  }
  std::string out(utf8.size() * 2 + 16, '\0');
  char* in = const_cast<char*>(utf8.data());  // iconv only reads it
  std::size_t left = utf8.size();
  char* to = out.data();
  std::size_t room = out.size();
  const std::size_t failed = iconv(handle, &in, &left, &to, &room);
  iconv_close(handle);
  if (failed == static_cast<std::size_t>(-1)) {
    throw Error(Status::internal, Reason::bad_encoding, "not convertible to GB18030");
  }
  out.resize(out.size() - room);
  return out;
}

}  // namespace kith::sample
