// A bounded push parser over expat: element names without prefixes, no DOCTYPE, limited
// depth and tokens.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kith/base/result.hpp"
#include "kith/exchange/sheet.hpp"

struct XML_ParserStruct;

namespace kith::exchange {

/// The attributes of one start tag, valid during the call.
class Attributes {
 public:
  explicit Attributes(const char* const* pairs) : pairs_(pairs) {}
  /// Value of the attribute with this local name (r:id is "id"); nullopt when absent.
  [[nodiscard]] std::optional<std::string_view> get(std::string_view local) const;

 private:
  const char* const* pairs_;
};

/// What a part's reader does with its elements. A returned error stops the parse.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual Result<void> start(std::string_view name, const Attributes& attributes) = 0;
  virtual Result<void> end(std::string_view name) = 0;
  virtual Result<void> text(std::string_view) { return {}; }
};

class XmlReader {
 public:
  XmlReader(XmlHandler& handler, std::string part, const SheetLimits& limits);
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  Result<void> feed(std::string_view bytes);
  Result<void> finish();

 private:
  struct Hooks;
  friend struct Hooks;
  struct Free {
    void operator()(XML_ParserStruct* parser) const noexcept;
  };
  Result<void> outcome(bool parsed);
  void fail(Error error);

  XmlHandler& handler_;
  std::string part_;
  SheetLimits limits_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::optional<Error> error_;
  std::exception_ptr thrown_;
  std::int64_t depth_ = 0;
  std::int64_t silent_bytes_ =
      0;  // fed since the last event: an unfinished token is this long
};

/// "xl:sheetData" → "sheetData".
std::string_view local_name(std::string_view qualified) noexcept;

}  // namespace kith::exchange
