namespace Portal.Benchmarks.Circuits;

/// <summary>A message of SignalR's hub protocol; only invocations have a target.</summary>
internal sealed record HubMessage(string? Target, IReadOnlyList<object?> Arguments)
{
    private const int Invocation = 1;

    public static byte[] Invoke(string id, string target, params object?[] arguments) => Frame(id, target, arguments);

    public static byte[] Send(string target, params object?[] arguments) => Frame(id: null, target, arguments);

    /// <summary>A frame carries any number of messages, each with its length in front.</summary>
    public static IEnumerable<HubMessage> ReadAll(byte[] frame)
    {
        var at = 0;
        while (at < frame.Length)
        {
            var length = ReadLength(frame, ref at);
            yield return Read(frame.AsMemory(at, length));
            at += length;
        }
    }

    // [type, headers, invocationId, target, arguments, streamIds]
    private static byte[] Frame(string? id, string target, object?[] arguments)
    {
        var body = MessagePack.Write(new object?[] { Invocation, new Dictionary<string, string>(), id, target, arguments, Array.Empty<object?>() });
        var length = new List<byte>();
        for (var rest = body.Length; ; rest >>= 7)
        {
            length.Add((byte)(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest));
            if (rest <= 0x7f)
            {
                return [.. length, .. body];
            }
        }
    }

    private static HubMessage Read(ReadOnlyMemory<byte> body)
    {
        var parts = (object?[])new MessagePack(body).Read()!;
        return parts[0] is long and Invocation
            ? new HubMessage((string)parts[3]!, (object?[])parts[4]!)
            : new HubMessage(Target: null, []);
    }

    private static int ReadLength(byte[] frame, ref int at)
    {
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = frame[at++];
            length |= (part & 0x7f) << shift;
            if ((part & 0x80) == 0)
            {
                return length;
            }
        }
    }
}
