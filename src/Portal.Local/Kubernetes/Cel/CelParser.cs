using System.Numerics;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>
/// Reads an expression of the Common Expression Language (its definition, "Syntax"), as far as Kubernetes' validation rules use it:
/// no messages of protocol buffers, no optional values.
/// </summary>
internal sealed class CelParser
{
    private const int Deepest = 100;
    private const int Longest = 2000;

    /// <summary>Binary operators from the loosest to the tightest.</summary>
    private static readonly string[][] Levels = [["||"], ["&&"], ["<", "<=", ">", ">=", "==", "!=", "in"], ["+", "-"], ["*", "/", "%"]];

    private readonly IReadOnlyList<CelToken> _words;
    private int _at;
    private int _depth;

    private CelParser(string text)
    {
        _words = CelLexer.Words(text);
        if (_words.Count > Longest)
        {
            throw new CelException($"expression of {_words.Count} words is longer than {Longest}");
        }
    }

    private CelToken Next => _words[_at];

    public static CelNode Parse(string text)
    {
        var parser = new CelParser(text);
        var node = parser.Expression();
        return parser.Next.Kind == CelTokenKind.End ? node : throw parser.Unexpected("<EOF>");
    }

    private CelNode Expression()
    {
        Deepen();
        var condition = Binary(0);
        if (Accept("?") is { } sign)
        {
            var whenTrue = Binary(0);
            Expect(":");
            condition = new CelNode(CelNodeKind.Call, sign.Position, "_?_:_", [condition, whenTrue, Expression()]);
        }

        _depth--;
        return condition;
    }

    private CelNode Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (Levels[level].Contains(Next.Text, StringComparer.Ordinal))
        {
            var sign = Take();
            var name = sign.Text == "in" ? "@in" : $"_{sign.Text}_";
            left = new CelNode(CelNodeKind.Call, sign.Position, name, [left, Binary(level + 1)]);
        }

        return left;
    }

    private CelNode Unary()
    {
        var start = Next.Position;
        if (Accept("!") is not null)
        {
            return Prefixed("!_", start);
        }

        if (Accept("-") is null)
        {
            return Members(Primary());
        }

        // The least whole number has no positive counterpart: it is one literal with its sign.
        if (Next is { Kind: CelTokenKind.Literal, Value: long or double or BigInteger })
        {
            return Members(new CelNode(CelNodeKind.Literal, start, "", []) { Value = Negative(Take().Value) });
        }

        return Prefixed("-_", start);
    }

    private static object Negative(object? literal) => literal switch
    {
        long whole => (object)-whole,
        double real => -real,
        _ => long.MinValue,
    };

    private CelNode Prefixed(string name, int position)
    {
        Deepen();
        var node = new CelNode(CelNodeKind.Call, position, name, [Unary()]);
        _depth--;
        return node;
    }

    private void Deepen()
    {
        if (++_depth > Deepest)
        {
            throw new CelException("expression recursion limit exceeded", Next.Position);
        }
    }

    private CelNode Members(CelNode operand)
    {
        while (true)
        {
            if (Accept(".") is { } dot)
            {
                var name = Take(CelTokenKind.Name, "IDENTIFIER");
                operand = Accept("(") is null
                    ? new CelNode(CelNodeKind.Field, dot.Position, name.Text, [operand])
                    : CelMacros.Expand(new CelNode(CelNodeKind.Method, dot.Position, name.Text, [operand, .. Rest(")")]));
            }
            else if (Accept("[") is { } bracket)
            {
                operand = new CelNode(CelNodeKind.Call, bracket.Position, "_[_]", [operand, Expression()]);
                Expect("]");
            }
            else
            {
                return operand;
            }
        }
    }

    private CelNode Primary()
    {
        var word = Take();
        switch (word)
        {
            case { Kind: CelTokenKind.Literal, Value: BigInteger }:
                throw new CelException("invalid int literal", word.Position);
            case { Kind: CelTokenKind.Literal }:
                return new CelNode(CelNodeKind.Literal, word.Position, "", []) { Value = word.Value };
            case { Kind: CelTokenKind.Name } when Accept("(") is not null:
                return CelMacros.Expand(new CelNode(CelNodeKind.Call, word.Position, word.Text, Rest(")")));
            case { Kind: CelTokenKind.Name }:
                return new CelNode(CelNodeKind.Name, word.Position, word.Text, []);
            case { Text: "(" }:
                var inner = Expression();
                Expect(")");
                return inner;
            case { Text: "[" }:
                return new CelNode(CelNodeKind.List, word.Position, "", Rest("]"));
            case { Text: "{" }:
                return new CelNode(CelNodeKind.Map, word.Position, "", Rest("}", isMap: true));
            default:
                _at -= word.Kind == CelTokenKind.End ? 0 : 1;
                throw Unexpected("an expression");
        }
    }

    /// <summary>Expressions up to the closing sign, a comma after the last one allowed.</summary>
    private List<CelNode> Rest(string closing, bool isMap = false)
    {
        var parts = new List<CelNode>();
        while (Accept(closing) is null)
        {
            if (parts.Count > 0)
            {
                Expect(",");
                if (closing != ")" && Accept(closing) is not null)
                {
                    break;
                }
            }

            parts.Add(Expression());
            if (isMap)
            {
                Expect(":");
                parts.Add(Expression());
            }
        }

        return parts;
    }

    private CelToken? Accept(string sign) => Next.Kind == CelTokenKind.Sign && Next.Text == sign ? Take() : null;

    private void Expect(string sign)
    {
        if (Accept(sign) is null)
        {
            throw Unexpected($"'{sign}'");
        }
    }

    private CelToken Take(CelTokenKind kind, string expected) => Next.Kind == kind ? Take() : throw Unexpected(expected);

    private CelToken Take()
    {
        var word = Next;
        _at += word.Kind == CelTokenKind.End ? 0 : 1;
        return word;
    }

    private CelException Unexpected(string expected) => new($"Syntax error: mismatched input '{Next.Text}{Next.Value}' expecting {expected}", Next.Position);
}
