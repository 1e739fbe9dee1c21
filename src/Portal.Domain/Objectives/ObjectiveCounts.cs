using System.Buffers.Text;
using System.Text;

namespace Portal.Domain.Objectives;

/// <summary>
/// What an objective remembers: six hours by the minute and 31 days by the hour, in a few kilobytes whatever the traffic. Windows up to six hours are read from
/// minutes, longer ones from hours.
/// </summary>
public sealed class ObjectiveCounts
{
    private const int Minutes = 361;
    private const int Hours = (31 * 24) + 1;
    private const byte Format = 1;

    private readonly CountRing _minutes = new(TimeSpan.FromMinutes(1), Minutes);
    private readonly CountRing _hours = new(TimeSpan.FromHours(1), Hours);

    public void Add(DateTimeOffset at, EventCounts counts)
    {
        _minutes.Add(at, counts);
        _hours.Add(at, counts);
    }

    public EventCounts Over(DateTimeOffset now, TimeSpan window) => (window <= TimeSpan.FromHours(6) ? _minutes : _hours).Sum(now, window);

    /// <summary>As text, for a status: stretches without events cost two characters.</summary>
    public string Write()
    {
        var bytes = new List<byte> { Format };
        foreach (var ring in new[] { _minutes, _hours })
        {
            var kept = ring.Oldest.SkipWhile(counts => counts.Total == 0).ToList();
            Number(bytes, ring.Newest);
            Number(bytes, kept.Count);
            foreach (var counts in kept)
            {
                Number(bytes, counts.Total);
                Number(bytes, counts.Bad);
            }
        }

        return Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>What <see cref="Write"/> wrote; empty for anything else.</summary>
    public static ObjectiveCounts Read(string? text)
    {
        var counts = new ObjectiveCounts();
        var buffer = new byte[(text?.Length ?? 0) + 4];
        if (text is null || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromUtf8(Encoding.ASCII.GetBytes(text), buffer, out var length) || length == 0 || buffer[0] != Format)
        {
            return counts;
        }

        var rest = buffer.AsSpan(1, length - 1);
        foreach (var ring in new[] { counts._minutes, counts._hours })
        {
            if (!TryNumber(ref rest, out var newest) || !TryNumber(ref rest, out var kept) || kept > Hours || newest < 0)
            {
                return new ObjectiveCounts();
            }

            var stretches = new List<EventCounts>();
            for (var i = 0; i < kept; i++)
            {
                if (!TryNumber(ref rest, out var total) || !TryNumber(ref rest, out var bad) || bad > total)
                {
                    return new ObjectiveCounts();
                }

                stretches.Add(new(total, bad));
            }

            ring.Restore(newest, stretches);
        }

        return counts;
    }

    private static void Number(List<byte> bytes, long number)
    {
        var rest = (ulong)number;
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
    }

    private static bool TryNumber(ref Span<byte> bytes, out long number)
    {
        number = 0;
        for (var i = 0; i < bytes.Length && i < 9; i++)
        {
            number |= (long)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
