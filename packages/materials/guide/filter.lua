-- Turns what Pandoc read of a lesson into calls of template.typ, where Pandoc's own Typst would not do.
-- LESSONS holds the names of the lessons in the guide, with a space before and after each.

local lessons = os.getenv("LESSONS")

local function block(text)
  return pandoc.RawBlock("typst", text)
end

local function inline(text)
  return pandoc.RawInline("typst", text)
end

local function quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n"):gsub("\r", "\\r"):gsub("\t", "\\t") .. '"'
end

-- The content of a cell or a heading, as Typst.
local function write(content)
  return (pandoc.write(pandoc.Pandoc(content), "typst"):gsub("%s+$", ""))
end

function RawInline(el)
  if el.text == "<kbd>" then
    return inline("#kbd[")
  elseif el.text == "</kbd>" then
    return inline("]")
  elseif el.format == "html" then
    return {}
  end
end

function RawBlock(el)
  if el.format == "html" then
    return {}
  end
end

-- A number stays on the line of its unit.
function Inlines(inlines)
  for place = 2, #inlines - 1 do
    local before, after = inlines[place - 1], inlines[place + 1]
    if inlines[place].t == "Space" and before.t == "Str" and after.t == "Str" and before.text:match("%d$") then
      local unit = after.text:match("^%a*%%?")
      if unit == "s" or unit == "ms" or unit == "kB" or unit == "MB" or unit == "%" then
        inlines[place] = pandoc.Str("\u{a0}")
      end
    end
  end
  return inlines
end

local languages = { typescript = "ts", javascript = "js", python = "py", sh = "sh", json = "json" }

function CodeBlock(el)
  for _, kind in ipairs({ "output", "warning", "error" }) do
    if el.classes:includes(kind) then
      return block("#printed(" .. quote(el.text) .. ', kind: "' .. kind .. '")')
    end
  end
  local language = languages[el.classes[1]]
  local sticky = el.classes:includes("keep") and ", sticky: true" or ""
  return block("#code(" .. quote(el.text) .. ", lang: " .. (language and quote(language) or "none") .. sticky .. ")")
end

function Header(el)
  if el.classes:includes("unlisted") then
    local body = write({ pandoc.Plain(el.content) })
    local bookmarked = el.level < 4 and "true" or "false"
    local arguments = "level: " .. el.level .. ", outlined: false, bookmarked: " .. bookmarked
    local label = el.identifier == "" and "" or " <" .. el.identifier .. ">"
    return block("#heading(" .. arguments .. ")[" .. body .. "]" .. label)
  end
end

-- A link to a lesson leads to its page; one to a file that is not in the guide is text only.
function Link(el)
  if el.target:match("^https?://") or el.target:match("^mailto:") then
    if el.classes:includes("reference") then
      return { pandoc.Link(el.content, el.target), inline("#address(" .. quote(el.target) .. ")") }
    end
    return nil
  end
  local name = el.target:match("^([%w-]+)%.ipynb$")
  if name and lessons:find(" " .. name .. " ", 1, true) then
    return { inline("#link(<lesson-" .. name .. ">)["), pandoc.Span(el.content), inline("]") }
  end
  return el.content
end

-- In points: what a character takes at most, the space around a cell's text, and what a page has.
local character, padding, page = 5.2, 10, 459

-- Each column has room for its longest word; what is left goes to those that hold more.
local function column_widths(rows)
  local least, wanted = {}, {}
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row.cells) do
      local text = pandoc.utils.stringify(cell.contents)
      wanted[column] = math.max(wanted[column] or 0, (utf8.len(text) or 0) * character + padding)
      for word in text:gmatch("%S+") do
        least[column] = math.max(least[column] or 0, (utf8.len(word) or 0) * character + padding)
      end
    end
  end
  local taken, missing = 0, 0
  for column, width in ipairs(wanted) do
    least[column] = least[column] or padding
    taken = taken + least[column]
    missing = missing + width - least[column]
  end
  local widths = {}
  for column, width in ipairs(wanted) do
    local share = least[column] + (page - taken) * (width - least[column]) / math.max(missing, 1)
    widths[column] = taken + missing <= page and "auto" or string.format("%.0fpt", math.min(share, width))
  end
  return widths
end

local function write_row(row)
  local cells = {}
  for _, cell in ipairs(row.cells) do
    table.insert(cells, "[" .. write(cell.contents) .. "]")
  end
  return table.concat(cells, ", ")
end

function Table(el)
  local rows = {}
  for _, body in ipairs(el.bodies) do
    for _, row in ipairs(body.body) do
      table.insert(rows, row)
    end
  end
  local all = { table.unpack(el.head.rows) }
  table.move(rows, 1, #rows, #all + 1, all)
  local keep = #rows <= 12 and "true" or "false"
  local parts = { "#together(" .. keep .. ", table(", "  columns: (" .. table.concat(column_widths(all), ", ") .. ",)," }
  for _, row in ipairs(el.head.rows) do
    table.insert(parts, "  table.header(" .. write_row(row) .. "),")
  end
  for _, row in ipairs(rows) do
    table.insert(parts, "  " .. write_row(row) .. ",")
  end
  table.insert(parts, "))")
  return block(table.concat(parts, "\n"))
end

-- A paragraph before a cell, in a block that stays with it.
function Blocks(blocks)
  local kept = pandoc.Blocks({})
  for place, el in ipairs(blocks) do
    local next = blocks[place + 1]
    if el.t == "Para" and next and next.t == "RawBlock" and next.text:match("^#code%(") then
      kept:extend({ block("#keep["), el, block("]") })
    else
      kept:insert(el)
    end
  end
  return kept
end
