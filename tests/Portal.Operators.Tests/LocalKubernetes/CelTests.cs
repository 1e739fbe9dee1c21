using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Cel;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>Expressions and their values, after the tables of the language's definition and of its conformance suite.</summary>
public sealed class CelTests
{
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(
        """
        {"type":"object","properties":{
          "name":{"type":"string","maxLength":20},"count":{"type":"integer"},"ratio":{"type":"number"},"on":{"type":"boolean"},
          "at":{"type":"string","format":"date-time"},"wait":{"type":"string","format":"duration"},
          "port":{"x-kubernetes-int-or-string":true},
          "tags":{"type":"array","maxItems":5,"items":{"type":"string","maxLength":10},"x-kubernetes-list-type":"set"},
          "steps":{"type":"array","maxItems":50,"items":{"type":"object","properties":{"setWeight":{"type":"integer"},"pause":{"type":"object","properties":{"duration":{"type":"string","maxLength":32}}}}}},
          "labels":{"type":"object","maxProperties":5,"additionalProperties":{"type":"string","maxLength":10}},
          "x-y.z/w":{"type":"integer"},"namespace":{"type":"string","maxLength":5},"free":{"x-kubernetes-preserve-unknown-fields":true}}}
        """)!;

    private static readonly JsonObject Item = (JsonObject)JsonNode.Parse(
        """
        {"metadata":{"name":"it"},"name":"café","count":3,"ratio":2,"on":true,"at":"2026-11-21T10:30:00Z","wait":"1h30m","port":"http","tags":["a","b"],
         "steps":[{"setWeight":10},{"pause":{"duration":"PT1M"}},{"setWeight":50}],"labels":{"team":"core","a-b":"c"},"x-y.z/w":7,"namespace":"ns"}
        """)!;

    [Theory]
    [InlineData("1 + 2 * 3 == 7 && (1 + 2) * 3 == 9")]
    [InlineData("-5 / 2 == -2 && -5 % 2 == -1")]
    [InlineData("1.5e3 == 1500.0 && 0x1F == 31 && 5u + 2u == 7u")]
    [InlineData("-9223372036854775808 < 0")]
    [InlineData("1 < 1.5 && 2u >= 1 && 9007199254740993 > 9007199254740992.0")]
    [InlineData("'a' + \"b\" == 'ab' && r'\\d' == '\\\\d' && '\\u00e9' == 'é' && '''x''' == 'x'")]
    [InlineData("size('𝄞é') == 2 && 'abc'.size() == 3 && size(b'é') == 2")]
    [InlineData("'hello'.startsWith('he') && 'hello'.endsWith('lo') && 'hello'.contains('ell') && 'hello'.matches('^h.*o$') && !matches('x', '^y')")]
    [InlineData("' Ab '.trim().lowerAscii() == 'ab' && 'a,b'.split(',') == ['a', 'b'] && 'abc'.substring(1) == 'bc' && 'abc'.substring(1, 2) == 'b'")]
    [InlineData("'abcabc'.indexOf('c') == 2 && 'abcabc'.lastIndexOf('c') == 5 && 'a-b'.replace('-', '+') == 'a+b' && 'abc'.charAt(1) == 'b'")]
    [InlineData("'a1b22'.findAll('[0-9]+') == ['1', '22'] && 'x9'.find('[0-9]') == '9' && ['a', 'b'].join('-') == 'a-b'")]
    [InlineData("[1, 2] + [3] == [1, 2, 3] && [1, 2, 3][1] == 2 && 2 in [1, 2] && !(4 in [1, 2])")]
    [InlineData("{'a': 1, 'b': 2}['b'] == 2 && 'a' in {'a': 1} && size({'a': 1}) == 1 && {'a': 1}.a == 1")]
    [InlineData("[1, 2, 3].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2, 2].exists_one(x, x == 1) && !([2, 2].exists_one(x, x == 2))")]
    [InlineData("[1, 2, 3].map(x, x * 2) == [2, 4, 6] && [1, 2, 3].filter(x, x > 1) == [2, 3] && [1, 2, 3].map(x, x > 1, x + 1) == [3, 4]")]
    [InlineData("[1, 2, 3].isSorted() && [3, 1].min() == 1 && [3, 1].max() == 3 && [1, 2].sum() == 3 && [1, 2, 1].lastIndexOf(1) == 2")]
    [InlineData("true ? 1 == 1 : false")]
    [InlineData("true || 1 / 0 == 1")]
    [InlineData("1 / 0 == 1 || true")]
    [InlineData("!(false && 1 / 0 == 1) && !(1 / 0 == 1 && false)")]
    [InlineData("[0, 1].exists(x, 1 / x == 1)")]
    [InlineData("int('42') == 42 && int(3.9) == 3 && string(3) == '3' && double('1.5') == 1.5 && uint(3) == 3u && bool('true')")]
    [InlineData("duration('1h30m') == duration('90m') && duration('90s').getMinutes() == 1 && duration('-1.5s') < duration('0s')")]
    [InlineData("timestamp('2026-11-21T10:00:00Z') + duration('30m') == timestamp('2026-11-21T12:30:00+02:00')")]
    [InlineData("timestamp('2026-11-21T10:00:00Z').getDayOfWeek() == 6 && timestamp('2026-11-21T23:00:00Z').getHours('+02:00') == 1 && timestamp('2026-11-21T10:00:00Z').getMonth() == 10")]
    [InlineData("string(duration('1h')) == '3600s' && int(timestamp('1970-01-01T00:01:00Z')) == 60")]
    [InlineData("self.name == 'café' && size(self.name) == 4 && self.count == 3 && self.ratio == 2.0 && self.on")]
    [InlineData("self.metadata.name == 'it'")]
    [InlineData("self.at < timestamp('2027-01-01T00:00:00Z') && self.wait > duration('1h')")]
    [InlineData("has(self.name) && !has(self.steps[1].setWeight) && has(self.steps[1].pause.duration)")]
    [InlineData("self.steps.filter(s, has(s.setWeight)).map(s, s.setWeight) == [10, 50]")]
    [InlineData("self.steps.all(s, has(s.setWeight) != has(s.pause))")]
    [InlineData("self.steps.filter(s, has(s.setWeight)).map(s, s.setWeight).isSorted()")]
    [InlineData("self.labels['team'] == 'core' && self.labels.team == 'core' && 'a-b' in self.labels && self.labels.all(key, key.size() < 9)")]
    [InlineData("self.tags == ['b', 'a'] && 'a' in self.tags")]
    [InlineData("self.port == 'http'")]
    [InlineData("self.x__dash__y__dot__z__slash__w == 7 && self.__namespace__ == 'ns'")]
    [InlineData("// a comment\n self.count > 2")]
    public void Run_Expression_IsTrue(string text) => Run(text).ShouldBe(true);

    [Theory]
    [InlineData("1 / 0 == 1", "division by zero")]
    [InlineData("1 % 0 == 1", "modulus by zero")]
    [InlineData("9223372036854775807 + 1 > 0", "integer overflow")]
    [InlineData("-9223372036854775808 / -1 > 0", "integer overflow")]
    [InlineData("2u - 3u > 0u", "unsigned integer overflow")]
    [InlineData("[1][1] == 1", "index out of bounds: 1")]
    [InlineData("self.steps[0].pause.duration == ''", "no such key: pause")]
    [InlineData("self.labels['none'] == ''", "no such key: none")]
    [InlineData("int('x') == 1", "type conversion error from 'x' to 'int'")]
    [InlineData("self.port + 1 > 2", "no such overload: _+_")]
    [InlineData("[0, 2].all(x, 2 / x == 1)", "division by zero")]
    public void Run_OnWhatIsNotThere_Fails(string text, string message) =>
        Should.Throw<CelException>(() => Run(text)).Message.ShouldBe(message);

    [Theory]
    [InlineData("self.nmae == ''", 4, "undefined field 'nmae'")]
    [InlineData("self.count == 'x'", 11, "found no matching overload for '_==_' applied to '(int, string)'")]
    [InlineData("self.count + 1.0 > 2.0", 11, "found no matching overload for '_+_' applied to '(int, double)'")]
    [InlineData("self.name.size(1) == 1", 9, "found no matching overload for 'size' applied to 'string.(int)'")]
    [InlineData("self.name.startswith('a')", 9, "undeclared reference to 'startswith' (in container '')")]
    [InlineData("other == 1", 0, "undeclared reference to 'other' (in container '')")]
    [InlineData("self.count && true", 4, "expected type 'bool' but found 'int'")]
    [InlineData("self.count.all(x, true)", 4, "expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)")]
    [InlineData("self.free == 1", 4, "undefined field 'free'")]
    [InlineData("self.tags.exists(t, t == 1)", 22, "found no matching overload for '_==_' applied to '(string, int)'")]
    [InlineData("has(self)", 0, "invalid argument to has() macro")]
    [InlineData("self.count ==", 13, "Syntax error: mismatched input '<EOF>' expecting an expression")]
    [InlineData("'open", 0, "Syntax error: token recognition error at: ''open'")]
    [InlineData("9223372036854775808 > 0", 0, "invalid int literal")]
    public void Compile_WhatDoesNotFit_IsRefusedAtItsPlace(string text, int position, string message)
    {
        var refused = Should.Throw<CelException>(() => Compile(text));
        (refused.Position, refused.Message).ShouldBe((position, message));
    }

    [Fact]
    public void Compile_NestedTooDeep_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("(", 500)) + "true" + string.Concat(Enumerable.Repeat(")", 500));
        Should.Throw<CelException>(() => Compile(deep)).Message.ShouldBe("expression recursion limit exceeded");
        Should.Throw<CelException>(() => Compile(new string('!', 500) + "true")).Message.ShouldBe("expression recursion limit exceeded");
        Should.Throw<CelException>(() => Compile("true" + string.Concat(Enumerable.Repeat(" && true", 2000)))).Message.ShouldContain("longer than");
    }

    [Fact]
    public void Located_FaultOnTheSecondLine_ShowsTheLine() =>
        Should.Throw<CelException>(() => Compile("self.on &&\n  self.nmae == 1")).Located("self.on &&\n  self.nmae == 1")
            .ShouldBe("ERROR: <input>:2:7: undefined field 'nmae'\n |   self.nmae == 1\n | ......^");

    [Fact]
    public void Run_BeyondItsBudget_Ends() =>
        Should.Throw<CelException>(() => Run("[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, a + b + c > 0)))", 500))
            .Message.ShouldBe("operation cancelled: actual cost limit exceeded");

    /// <summary>A walk within a walk costs the product of the sizes that the schema allows.</summary>
    [Fact]
    public void Cost_OfNestedWalks_IsTheirProduct()
    {
        var one = Compile("self.steps.all(a, a.setWeight > 0)").Cost;
        var two = Compile("self.steps.all(a, self.steps.all(b, a.setWeight >= b.setWeight))").Cost;
        one.ShouldBeInRange(200, 400);
        (two / one).ShouldBeInRange(50, 100);
    }

    /// <summary>Whole-number arithmetic agrees with that of the machine, or says that it overflows.</summary>
    [Fact]
    public void Run_RandomArithmetic_AgreesWithChecked()
    {
        const int Seed = 20_261_121;
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var (a, b) = (Draw(random), Draw(random));
            var sign = "+-*/%"[random.Next(5)];
            var (text, expected) = ($"{a} {sign} ({b})", Expected(a, b, sign));
            var actual = Outcome(text);
            actual.ShouldBe(expected, $"{text}, seed {Seed}");
        }
    }

    private static long Draw(Random random) => random.Next(4) switch
    {
        0 => random.Next(-10, 11),
        1 => long.MaxValue - random.Next(3),
        2 => long.MinValue + random.Next(3),
        _ => random.NextInt64(long.MinValue, long.MaxValue),
    };

    private static long? Expected(long a, long b, char sign)
    {
        if (b == 0 && sign is '/' or '%')
        {
            return null;
        }

        var exact = sign switch
        {
            '+' => (System.Numerics.BigInteger)a + b,
            '-' => (System.Numerics.BigInteger)a - b,
            '*' => (System.Numerics.BigInteger)a * b,
            '/' => System.Numerics.BigInteger.Divide(a, b),
            _ => System.Numerics.BigInteger.Remainder(a, b),
        };
        return exact >= long.MinValue && exact <= long.MaxValue ? (long)exact : null;
    }

    private static long? Outcome(string text)
    {
        try
        {
            return (long?)Run(text);
        }
        catch (CelException)
        {
            return null;
        }
    }

    private static CelProgram Compile(string text) => CelProgram.Compile(text, new CelVariables<CelType>("self", CelSchema.TypeOf(Schema, isResource: true)!));

    private static object? Run(string text, double budget = 100_000) =>
        Compile(text).Run(new CelVariables<object?>("self", CelValue.Of(Item, CelSchema.TypeOf(Schema, isResource: true)!)), new CelBudget(budget));
}
