// The style rules: one set for tables and charts wherever they stand, one for the page
// around them.
#pragma once

#include <string_view>

namespace kith::report {

inline constexpr std::string_view kPartStyle = R"css(
.kith{font-family:system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;font-size:15px;line-height:1.6;color:#1f2933;text-align:left}
.kith-scroll{overflow-x:auto;max-width:100%;background:linear-gradient(to right,#fff 40%,rgba(255,255,255,0)) 0 0/32px 100% no-repeat local,linear-gradient(to left,#fff 40%,rgba(255,255,255,0)) 100% 0/32px 100% no-repeat local,linear-gradient(to right,rgba(31,41,51,.16),rgba(31,41,51,0)) 0 0/10px 100% no-repeat,linear-gradient(to left,rgba(31,41,51,.16),rgba(31,41,51,0)) 100% 0/10px 100% no-repeat}
.kith-scroll:focus-visible{outline:2px solid #2f6690;outline-offset:2px}
.kith table.kith-table{border-collapse:collapse;border:0;margin:0;font-size:14px;line-height:1.5;font-variant-numeric:tabular-nums}
.kith .kith-table th,.kith .kith-table td{border:0;border-bottom:1px solid #e4e7eb;padding:.42em 1.3em .42em 0;text-align:left;vertical-align:baseline;white-space:nowrap;overflow-wrap:normal;background:none}
.kith .kith-table th:last-child,.kith .kith-table td:last-child{padding-right:0}
.kith .kith-table thead th{border-bottom:1px solid #9aa5b1;color:#52606d;font-size:13px;font-weight:600;vertical-align:bottom}
.kith .kith-table .kith-number{text-align:right}
.kith .kith-table td.kith-long{white-space:pre-line;min-width:15em;max-width:32em;overflow-wrap:anywhere}
.kith .kith-table td.kith-why{white-space:pre-line;min-width:18em;max-width:36em;overflow-wrap:anywhere;font-size:12.5px;color:#52606d}
.kith-note{margin:.6em 0;font-size:13px;color:#52606d}
.kith-chart{margin:0 0 1.2em;max-width:720px}
.kith-chart>svg{display:block;overflow:visible;font-family:inherit;font-variant-numeric:tabular-nums}
.kith-legend{list-style:none;margin:0 0 .7em;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1.2em;font-size:13px;color:#27313b}
.kith-legend li{margin:0;padding:0}
.kith-legend svg{margin-right:.4em}
@media print{.kith-scroll{overflow:visible;background:none}.kith .kith-table th{white-space:normal;word-break:keep-all}.kith .kith-table td.kith-long,.kith .kith-table td.kith-why{min-width:9em}.kith .kith-table td.kith-why{font-size:.9em}.kith-table thead{display:table-header-group}.kith-table tr,.kith-chart{break-inside:avoid}.kith-chart{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

inline constexpr std::string_view kPageStyle = R"css(
*{box-sizing:border-box}
html{background:#fff;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;padding:2.6em 1.2em 5em}
.page{max-width:1080px;margin:0 auto;overflow-wrap:anywhere}
h1{font-size:27px;line-height:1.3;font-weight:650;margin:0 0 .3em;letter-spacing:.01em}
h2{font-size:19px;line-height:1.4;font-weight:650;margin:0 0 .35em}
.facts{margin:0 0 1.8em;padding:0;color:#52606d;font-size:14px;display:flex;flex-wrap:wrap;gap:.1em 1.8em}
.facts div{display:flex}.facts dt{white-space:pre}.facts dd{margin:0;color:#1f2933}
nav{border:solid #e4e7eb;border-width:1px 0;padding:.8em 0;margin:0 0 .6em}
nav p{margin:0 0 .2em;font-size:13px;color:#52606d}
nav ol{margin:0;padding:0 0 0 1.6em;columns:15em auto;column-gap:2em;font-size:14px}
nav li{break-inside:avoid;padding:.1em 0}nav li::marker{color:#9aa5b1}
nav a{color:#24557a;text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}
section{padding:2.2em 0 0}
.intro{margin:0 0 1em;max-width:44em;color:#3e4c59;font-size:14px;white-space:pre-line}
@page{margin:16mm 14mm}
@media print{body{padding:0}.page{max-width:none}.kith{font-size:10.5pt}.kith table.kith-table{font-size:9pt}h2,.intro{break-after:avoid}nav a{color:inherit}}
)css";

}  // namespace kith::report
