using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Testing;

/// <summary>A name server of the tests' own: TXT records over UDP and TCP, with the faults that real ones have.</summary>
internal sealed class TestDnsServer : IAsyncDisposable
{
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public TestDnsServer()
    {
        // The same port for both: what UDP got may be taken for TCP, then another try finds one.
        while (true)
        {
            _tcp = new(IPAddress.Loopback, 0);
            _tcp.Start();
            try
            {
                _udp.Bind(_tcp.LocalEndpoint);
                break;
            }
            catch (SocketException)
            {
                _tcp.Stop();
            }
        }

        _serving = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    /// <summary>As an option says it.</summary>
    public string Address => _tcp.LocalEndpoint.ToString()!;

    /// <summary>Texts by lower-case name.</summary>
    public ConcurrentDictionary<string, string[]> Texts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that are other names.</summary>
    public ConcurrentDictionary<string, string> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers nothing while set.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Answers with this code, e.g. 2 for a failure of the server, instead of looking.</summary>
    public int? Code { get; set; }

    /// <summary>Says over UDP that the answer is too large, whatever its size.</summary>
    public bool Truncates { get; set; }

    /// <summary>Sends before each answer one with another identifier, as an attacker would.</summary>
    public bool IsSpoofed { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _udp.Dispose();
        _tcp.Stop();
        await _serving;
        _tcp.Dispose();
        _stop.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[1500];
        try
        {
            while (true)
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (IsSilent)
                {
                    continue;
                }

                var query = buffer[..received.ReceivedBytes];
                if (IsSpoofed)
                {
                    var forged = Answer(query, "forged", truncated: false);
                    forged[0] ^= 0xFF;
                    await _udp.SendToAsync(forged, received.RemoteEndPoint, _stop.Token);
                }

                await _udp.SendToAsync(Answer(query, null, Truncates), received.RemoteEndPoint, _stop.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _tcp.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                var prefix = new byte[2];
                await stream.ReadExactlyAsync(prefix, _stop.Token);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                await stream.ReadExactlyAsync(query, _stop.Token);
                var answer = Answer(query, null, truncated: false);
                BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)answer.Length);
                await stream.WriteAsync((byte[])[.. prefix, .. answer], _stop.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException or IOException
            || (over is InvalidOperationException && _stop.IsCancellationRequested))
        {
            // The test is over; a listener that was stopped between two clients says that it is not listening.
        }
    }

    private byte[] Answer(byte[] query, string? forged, bool truncated)
    {
        var (name, end) = Name(query);
        var alias = Aliases.GetValueOrDefault(name);
        var texts = forged is not null ? [forged] : Texts.GetValueOrDefault(alias ?? name) ?? [];
        var code = Code ?? (texts.Length == 0 && alias is null ? 3 : 0);
        var records = truncated || code != 0 ? [] : (alias is null ? [] : new[] { Record([0xC0, 0x0C], 5, Encode(alias)) })
            .Concat(texts.Select(text => Record(alias is null ? [0xC0, 0x0C] : Encode(alias), 16, Strings(text)))).ToArray();
        return [.. query[..2], (byte)(0x81 | (truncated ? 2 : 0)), (byte)(0x80 | code), 0, 1, 0, (byte)records.Length, 0, 0, 0, 0, .. query[12..end], .. records.SelectMany(r => r)];
    }

    private static byte[] Record(byte[] owner, byte type, byte[] data) => [.. owner, 0, type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    // In pieces of a hundred, as long texts are.
    private static byte[] Strings(string text) => [.. text.Chunk(100).SelectMany(piece => (byte[])[(byte)piece.Length, .. Encoding.ASCII.GetBytes(piece)])];

    private static byte[] Encode(string name) => [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private static (string Name, int End) Name(byte[] query)
    {
        var labels = new List<string>();
        var at = 12;
        while (query[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
            at += query[at] + 1;
        }

        return (string.Join('.', labels), at + 5);
    }
}
