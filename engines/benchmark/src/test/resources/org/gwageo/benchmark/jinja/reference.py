"""Writes reference.json: what Jinja2 3.1 renders, for JinjaReferenceTests. Run with jinja2 installed:

    python3 reference.py > reference.json
"""

import json
import re
import sys

import jinja2

env = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
env.filters["regex_replace"] = lambda s, pattern, repl, count=0: re.sub(pattern, repl, s, count=count)

doc = {
    "question": "  What is 2 + 2?\n", "answer": 2, "label": 0, "text": "Hello, World", "empty": "", "none": None,
    "flag": True, "off": False, "pi": 3.5, "big": 1e16, "small": 1e-5, "one": 1.0, "ko": "가나다 라마", "emoji": "a👍b",
    "choices": ["alpha", "beta", "gamma"], "nums": [3, 1, 2], "nested": {"text": ["x", "y"], "label": ["A", "B"], "n": {"m": 5}},
    "people": [{"name": "Kim", "age": 3}, {"name": "lee", "age": 1}], "items": "shadow", "gsm": "so 5+5=10\n#### 10 ", "crlf": "a\r\nb",
    "html": "<b> & 'c'", "digits": "42", "minus": -7, "quotes": "it's \"x\"",
}
templates = [
    # plain text, places, white-space control
    "", "plain", "plain\n", "a\r\nb\rc", "{{text}}", "{{ text }}!", "{{text}}\n", "{{ answer }}{{ pi }}{{ none }}{{ flag }}{{ off }}", "{{big}} {{small}} {{one}}",
    "{# comment #}x", "a {#- trimmed -#} b", "a\n{%- if flag -%}\n b \n{%- endif %}\nc", "a\n{{- text -}}\n b", "{% raw %}{{ not }} {% this %}{% endraw %}", "{ {x} } {%- if 1 %}{% endif %}",
    "{{ '{{' }}{{ '}}' }}", "{{ {'a': {'b': 1}}['a']['b'] }}", "a\n{% if flag %}\nb\n{% endif %}\nc\n", "{%+ if flag +%} x {% endif %}",
    # literals
    "{{ 1 }}{{ 1.50 }}{{ 'a\\tb\\x41\\u00e9' }}{{ \"it's\" }}{{ 'a' 'b' }}", "{{ [1, 'a', none, true, 2.0] }}", "{{ {'a': 1, 'b': [2]} }}", "{{ 1_000 }} {{ 0x1f }} {{ 1e3 }} {{ 2.5e-7 }}",
    "{{ 'new\nline' }}", "{{ '\\d+' }}", "{{ quotes }} {{ [quotes] }}", "{{ ['한글', '\\n'] }}",
    # operators
    "{{ 1 + 2 * 3 - 4 }}", "{{ 7 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }}", "{{ -2 ** 2 }}", "{{ 'a' + 'b' }}{{ [1] + [2] }}{{ 'ab' * 3 }}{{ [0] * 2 }}",
    "{{ 'a' ~ 1 ~ none ~ 2.0 }}", "{{ 1 ~ 2 + 3 }}" if False else "{{ 1 ~ 2 }}", "{{ 1 < 2 < 3 }} {{ 1 < 2 > 5 }} {{ 'a' < 'b' }} {{ 1 == 1.0 }} {{ 1 == true }} {{ '1' == 1 }}", "{{ 'lo' in text }} {{ 'z' not in text }} {{ 'beta' in choices }} {{ 'n' in nested }} {{ 9 in nums }}",
    "{{ not flag }} {{ not empty and flag }} {{ empty or 'fallback' }} {{ flag and 'yes' }} {{ none or 0 }}", "[{{ 'x' if off }}]{{ ('x' if off) ~ 'y' }}", "{{ 'a' if flag else 'b' }}{{ 'a' if off else 'b' }}{{ 'x' if flag }}", "{{ 'a' if off else 'b' if off else 'c' }}",
    "{{ (1 + 2) * 3 }}", "{{ 1.5 + 1 }} {{ 3 * 0.1 }} {{ 10 / 5 }} {{ 5.0 // 2 }} {{ -5.5 % 2 }}", "{{ true + 1 }} {{ -minus }} {{ +answer }}", "{{ '%s-%d-%.2f' % ('a', 3, 2.5) }}", "{{ 'n=%05d|%-4s|' % (42, 'x') }}",
    # subscripts, attributes, slices
    "{{ choices[0] }}{{ choices[-1] }}{{ choices[answer-1] }}", "{{ ['A', 'B', 'C', 'D'][answer-1] }}", "{{ nested.text[1] }}{{ nested['text'][0] }}{{ nested.n.m }}", "{{ choices.0 }}", "{{ text[0] }}{{ text[-1] }}{{ ko[1] }}{{ emoji[1] }}{{ emoji[-1] }}",
    "{{ choices[1:] }}{{ choices[:1] }}{{ choices[::2] }}{{ choices[::-1] }}{{ choices[-2:] }}{{ choices[5:] }}", "{{ text[7:] }}|{{ text[:5] }}|{{ text[-5:-1] }}|{{ text[::-1] }}|{{ emoji[1:] }}|{{ ko[::2] }}", "{{ people[0].name }}{{ people[1]['age'] }}",
    # methods
    "{{ question.strip() }}|{{ question.rstrip() }}|{{ question.lstrip() }}", "{{ text.lower() }}{{ text.upper() }}{{ text.swapcase() }}{{ 'ab cd'.title() }}{{ 'ab CD'.capitalize() }}", "{{ text.split(', ')[1] }}{{ text.split() }}{{ 'a,b,c'.split(',', 1) }}{{ 'a b c'.rsplit(' ', 1) }}",
    "{{ gsm.split('####')[-1].strip() }}", "{{ text.replace('l', 'L') }}{{ text.replace('l', 'L', 1) }}{{ text.replace('o', '') }}", "{{ ', '.join(choices) }}{{ ''.join(['a', 'b']) }}", "{{ choices.index('beta') }}{{ text.index('W') }}{{ text.find('zz') }}{{ text.rfind('o') }}{{ text.count('l') }}{{ nums.count(1) }}",
    "{{ text.startswith('He') }}{{ text.endswith('x') }}{{ 'a'.startswith(('b', 'a')) }}", "{{ digits.isdigit() }}{{ text.isalpha() }}{{ 'ABC'.isupper() }}{{ digits.zfill(5) }}", "{{ nested.keys() | list }}{{ nested.n.items() | list | length }}{{ nested.n.get('m') }}{{ nested.get('zz', 'dflt') }}{{ nested.n['m'] }}",
    "{{ '{}-{}'.format('a', 1) }}{{ '{0}{1}{0}'.format('x', 'y') }}{{ '{name}!'.format(name='N') }}{{ '{:.2f}|{:>5}|{:05d}'.format(1.5, 'a', 42) }}", "{{ 'a\nb\r\nc'.splitlines() }}", "{{ 'k=v'.partition('=')[2] }}{{ 'x.y.z'.rpartition('.')[0] }}", "{{ 'ab'.center(6) }}|{{ 'ab'.ljust(4) }}|{{ 'ab'.rjust(4, '*') }}|{{ 'abc'.center(6, '-') }}", "{{ 'xabcx'.strip('x') }}{{ 'www.a'.removeprefix('www.') }}{{ 'a.py'.removesuffix('.py') }}",
    # tests
    "{{ text is defined }} {{ nope is defined }} {{ nope is undefined }} {{ text is not defined }} {{ none is none }} {{ answer is not none }}", "{{ nested.zz is defined }} {{ nested.text is defined }}", "{{ 4 is even }}{{ 3 is odd }}{{ 9 is divisibleby 3 }}{{ 9 is divisibleby(2) }}", "{{ text is string }}{{ answer is number }}{{ nested is mapping }}{{ nums is sequence }}{{ nums is iterable }}{{ 1 is integer }}{{ 1.0 is float }}{{ flag is boolean }}{{ true is true }}",
    "{{ 1 is eq 1 }}{{ 1 is ne(2) }}{{ 'a' is in 'abc' }}{{ 3 is gt 2 }}", "{{ answer if answer is defined else target }}", "{{ answer.x if answer is string else text }}",
    # filters
    "{{ text | lower }}{{ text | upper }}{{ 'hello wORLD-x (y' | title }}{{ 'aB' | capitalize }}", "{{ choices | join(', ') }}{{ choices | join }}{{ people | join('/', attribute='name') }}", "{{ choices | length }}{{ text | length }}{{ emoji | length }}{{ nested | count }}", "{{ choices | first }}{{ choices | last }}{{ ko | first }}",
    "{{ nums | sort }}{{ nums | sort(reverse=true) }}{{ people | sort(attribute='age') | map(attribute='name') | list }}{{ ['b', 'A', 'c'] | sort }}{{ ['b', 'A'] | sort(case_sensitive=true) }}", "{{ nums | reverse | list }}{{ 'abc' | reverse }}", "{{ ' x ' | trim }}|{{ 'xxaxx' | trim('x') }}", "{{ digits | int + 1 }}{{ 'zz' | int }}{{ 'zz' | int(7) }}{{ 3.9 | int }}{{ '2.7' | int }}{{ '1.5' | float }}{{ 'q' | float(0.5) }}",
    "{{ 2.5 | round }}{{ 3.5 | round }}{{ 2.345 | round(2) }}{{ 7 | round }}{{ 2.1 | round(0, 'ceil') }}{{ 2.19 | round(1, 'floor') }}{{ -3 | abs }}{{ minus | abs }}", "{{ none | default('d') }}{{ nope | default('d') }}{{ empty | default('e', true) }}{{ nope | d }}", "{{ nums | sum }}{{ people | sum(attribute='age') }}{{ nums | min }}{{ nums | max }}", "{{ answer | string + 'x' }}{{ [1, 2] | string }}{{ none | string }}",
    "{{ ['a', 'b', 'A', 'a'] | unique | list }}", "{{ choices | map('upper') | join('-') }}{{ choices | map('replace', 'a', '*') | list }}", "{{ nums | select('gt', 1) | list }}{{ nums | reject('odd') | list }}{{ [0, 1, '', 'a'] | select | list }}{{ people | selectattr('age', 'eq', 1) | map(attribute='name') | list }}{{ people | rejectattr('age', 'lt', 2) | map(attribute='age') | list }}",
    "{{ 'a1b22' | regex_replace('[0-9]+', '#') }}{{ 'aXbX' | regex_replace('X', '-', 1) }}{{ 'ab' | regex_replace('(a)(b)', '\\\\2\\\\1') }}", "{{ html | e }}{{ html | escape }}", "{{ nested | tojson }}{{ html | tojson }}{{ ko | tojson }}{{ [1, 2.0, none, true] | tojson }}", "{{ 'a\nb\n\nc' | indent }}|{{ 'a\nb' | indent(2, true) }}|{{ 'a\n\nb' | indent(2, blank=true) }}", "{{ 'one two, three' | wordcount }}", "{{ '%s and %s' | format('a', 'b') }}", "{{ text | replace('Hello', 'Bye') }}{{ text | list | length }}", "{{ -1 | abs + 2 }}",
    # statements
    "{% if answer == 1 %}one{% elif answer == 2 %}two{% else %}many{% endif %}", "{% if nope is defined %}x{% endif %}y", "{% if empty %}a{% elif none %}b{% else %}c{% endif %}", "{% for c in choices %}{{ loop.index }}. {{ c }}{% if not loop.last %}, {% endif %}{% endfor %}", "{% for c in choices %}{{ 'ABC'[loop.index0] }}:{{ c }} {{ loop.first }}{{ loop.revindex }}{{ loop.length }}\n{% endfor %}",
    "{% for k, v in nested.n.items() %}{{ k }}={{ v }}{% endfor %}", "{% for x in [] %}a{% else %}none{% endfor %}", "{% for x in nums if x > 1 %}{{ x }}{{ loop.index }}{% endfor %}", "{% for p in people %}{% for k in p %}{{ k }}{% endfor %};{% endfor %}", "{% for ch in ko %}[{{ ch }}]{% endfor %}", "{% for a, b in [[1, 2], [3, 4]] %}{{ a + b }} {% endfor %}", "{% for x in nums %}{{ loop.previtem if not loop.first else '-' }}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% set x = 5 %}{{ x + 1 }}", "{% set a, b = 1, 2 %}{{ a }}{{ b }}", "{% set s %}[{{ text }}]{% endset %}{{ s }}", "{% set x = 1 %}{% for i in [1, 2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}", "{% set ns = namespace(n=0) %}{% for i in nums %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "{% if flag %}{% set y = 2 %}{% endif %}{{ y }}", "{% set l = [] %}{% for i in range(3) %}{% set _ = l.append(i * i) %}{% endfor %}{{ l }}", "{{ range(3) | list }}{{ range(1, 10, 4) | list }}{{ range(3, 0, -1) | list }}", "{{ dict(a=1).a }}",
    "{% for i in range(choices | length) %}{{ ['A', 'B', 'C'][i] }}. {{ choices[i] }}\n{% endfor %}Answer:", "{%- for c in choices -%}\n {{ c }} \n{%- endfor -%}\n end", "{{ items }}{{ crlf }}",
]
wrong = [
    "{{ nope }}", "{{ nope.x }}", "{{ choices[9] }}", "{{ nested.zz }}", "{% if nope %}a{% endif %}", "{% for x in nope %}a{% endfor %}", "{{ text", "{% if flag %}", "{% endif %}", "{{ 1 + }}", "{{ 'a' + 1 }}", "{{ choices.index('zz') }}",
    "{{ nope == 1 }}", "{{ 1 / 0 }}", "{% for x in 5 %}{% endfor %}", "{{ text | nofilter }}", "{{ text is notest }}", "{{ [1, 2 }}", "{% unknown %}", "{# open", "{{ 'open }}", "{{ none.strip() }}", "{{ answer.strip() }}", "{% for a, b in [1, 2] %}{% endfor %}", "{{ 'a' < 1 }}", "{{ nums | length(1) }}" if False else "{{ 5 | length }}", "{% else %}", "{{ a b }}",
]
cases = [[t, env.from_string(t).render(**doc)] for t in templates]
for t in wrong:
    try:
        env.from_string(t).render(**doc)
    except (jinja2.TemplateError, TypeError, ValueError, ZeroDivisionError):
        continue
    raise SystemExit("Jinja renders " + t)
json.dump({"jinja2": jinja2.__version__, "doc": doc, "cases": cases, "wrong": wrong}, sys.stdout, ensure_ascii=True, indent=0)
