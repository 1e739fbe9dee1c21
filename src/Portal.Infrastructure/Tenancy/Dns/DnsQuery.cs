using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>One question for the texts at a name (RFC 1035 section 4), with an identifier that nobody can guess.</summary>
internal sealed class DnsQuery
{
    /// <summary>How large an answer over UDP may be (RFC 6891, and what passes every network: 1,232 bytes).</summary>
    public const int LargestDatagram = 1232;

    public const ushort Txt = 16;
    public const ushort Internet = 1;
    private const ushort RecursionDesired = 0x0100;
    private const ushort Options = 41;

    private DnsQuery(string name, ushort id, byte[] message) => (Name, Id, Message) = (name, id, message);

    public string Name { get; }

    public ushort Id { get; }

    public byte[] Message { get; }

    /// <exception cref="ArgumentException">The name is none: a label is empty or longer than 63 octets, or it is longer than 253.</exception>
    public static DnsQuery ForTexts(string name)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        var message = new List<byte>(64);
        Add(message, id, RecursionDesired, 1, 0, 0, 1);
        AddName(message, name);
        Add(message, Txt, Internet);
        // The OPT record: root, type, size, no flags, no options.
        message.Add(0);
        Add(message, Options, LargestDatagram, 0, 0, 0);
        return new(name, id, [.. message]);
    }

    private static void AddName(List<byte> message, string name)
    {
        if (name.Length > 253)
        {
            throw new ArgumentException($"\"{name[..80]}…\" is longer than a name can be.", nameof(name));
        }

        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            if (label.Length is 0 or > 63)
            {
                throw new ArgumentException($"\"{name}\" is not a name.", nameof(name));
            }

            message.Add((byte)label.Length);
            message.AddRange(Encoding.ASCII.GetBytes(label));
        }

        message.Add(0);
    }

    private static void Add(List<byte> message, params ReadOnlySpan<ushort> words)
    {
        Span<byte> two = stackalloc byte[2];
        foreach (var word in words)
        {
            BinaryPrimitives.WriteUInt16BigEndian(two, word);
            message.AddRange(two);
        }
    }
}
