using System.Buffers.Binary;
using System.Text;

namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>Reads a server's message (RFC 1035 section 4). Whatever is not an answer to the very question that was asked is none.</summary>
internal ref struct DnsReader
{
    private const ushort Alias = 5;
    private const int MostRecords = 100;
    private readonly ReadOnlySpan<byte> _message;
    private int _at;

    private DnsReader(ReadOnlySpan<byte> message) => _message = message;

    /// <summary>Null for a message that is broken or answers something else.</summary>
    public static DnsAnswer? Read(ReadOnlySpan<byte> message, DnsQuery query)
    {
        try
        {
            return new DnsReader(message).Read(query);
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or InvalidDataException)
        {
            return null;
        }
    }

    private DnsAnswer? Read(DnsQuery query)
    {
        var (id, flags, questions, answers) = (Word(), Word(), Word(), Word());
        _at += 4;
        var isAnswer = (flags & 0x8000) != 0;
        if (id != query.Id || !isAnswer || questions != 1 || !SameName(Name(), query.Name) || Word() != DnsQuery.Txt || Word() != DnsQuery.Internet)
        {
            return null;
        }

        var truncated = (flags & 0x0200) != 0;
        return new(flags & 0xF, truncated, truncated ? [] : Texts(Math.Min(answers, (ushort)MostRecords), query.Name));
    }

    private List<string> Texts(int records, string name)
    {
        var texts = new List<string>();
        for (var i = 0; i < records; i++)
        {
            var (owner, type, kind) = (Name(), Word(), Word());
            _at += 4;
            var length = Word();
            var end = _at + length;
            if (kind == DnsQuery.Internet && SameName(owner, name))
            {
                if (type == Alias)
                {
                    name = Name();
                }
                else if (type == DnsQuery.Txt)
                {
                    texts.Add(Text(_message[_at..end]));
                }
            }

            _at = end;
        }

        return texts;
    }

    private static string Text(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        while (data.Length > 0)
        {
            text.Append(Encoding.ASCII.GetString(data[1..(1 + data[0])]));
            data = data[(1 + data[0])..];
        }

        return text.ToString();
    }

    private static bool SameName(string one, string other) => string.Equals(one, other.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private ushort Word()
    {
        var word = BinaryPrimitives.ReadUInt16BigEndian(_message[_at..]);
        _at += 2;
        return word;
    }

    private readonly byte Octet(int at) => at < _message.Length ? _message[at] : throw new InvalidDataException("The message ends too soon.");

    // Compressed names point back (section 4.1.4); one that points at or behind itself would never end.
    private string Name()
    {
        var name = new StringBuilder();
        var (at, after, limit) = (_at, -1, _message.Length);
        while (Octet(at) is var length && length != 0)
        {
            if ((length & 0xC0) == 0xC0)
            {
                var target = BinaryPrimitives.ReadUInt16BigEndian(_message[at..]) & 0x3FFF;
                after = after < 0 ? at + 2 : after;
                if (target >= Math.Min(at, limit))
                {
                    throw new InvalidDataException("A name points forward.");
                }

                (at, limit) = (target, target);
                continue;
            }

            if ((length & 0xC0) != 0 || name.Length + length > 255)
            {
                throw new InvalidDataException("A label is none.");
            }

            name.Append(name.Length == 0 ? "" : ".").Append(Encoding.ASCII.GetString(_message.Slice(at + 1, length)));
            at += 1 + length;
        }

        _at = after < 0 ? at + 1 : after;
        return name.ToString();
    }
}
