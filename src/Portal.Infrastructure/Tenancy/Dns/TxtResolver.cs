using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>
/// A small stub resolver for texts: over UDP from a port of its own for each question, over TCP where the answer is too large (RFC 1035, RFC 7766).
/// It trusts the resolvers that it asks, so these should validate DNSSEC.
/// </summary>
public sealed partial class TxtResolver(IOptions<DnsOptions> options, ILogger<TxtResolver> logger) : ITxtResolver
{
    private const int NoSuchName = 3;
    private const int LargestAnswer = 32 * 1024;

    public async Task<TxtOutcome> LookUpAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var server in DnsServers.Of(options.Value))
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
            try
            {
                if (await AskAsync(server, DnsQuery.ForTexts(name), deadline.Token) is { Code: 0 or NoSuchName } answer)
                {
                    return new(true, answer.Texts);
                }

                LogSilent(server, "it failed");
            }
            catch (Exception silent) when (silent is SocketException or IOException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                LogSilent(server, silent is OperationCanceledException ? "it took too long" : silent.Message);
            }
        }

        return TxtOutcome.Unanswered;
    }

    private static async Task<DnsAnswer?> AskAsync(IPEndPoint server, DnsQuery query, CancellationToken cancellationToken)
    {
        var answer = await OverUdpAsync(server, query, cancellationToken);
        return answer.Truncated ? await OverTcpAsync(server, query, cancellationToken) : answer;
    }

    // Connected, so that the system drops what others send; and what is not the answer is waited past, not taken for a failure.
    private static async Task<DnsAnswer> OverUdpAsync(IPEndPoint server, DnsQuery query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(query.Message, cancellationToken);
        var buffer = new byte[DnsQuery.LargestDatagram];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (DnsReader.Read(buffer.AsSpan(0, length), query) is { } answer)
            {
                return answer;
            }
        }
    }

    private static async Task<DnsAnswer?> OverTcpAsync(IPEndPoint server, DnsQuery query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        await using var stream = new NetworkStream(socket);
        var framed = new byte[2 + query.Message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Message.Length);
        query.Message.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken);
        var prefix = new byte[2];
        await stream.ReadExactlyAsync(prefix, cancellationToken);
        var length = BinaryPrimitives.ReadUInt16BigEndian(prefix);
        if (length > LargestAnswer)
        {
            return null;
        }

        var message = new byte[length];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return DnsReader.Read(message, query);
    }

    [LoggerMessage(5301, LogLevel.Warning, "The DNS server {Server} did not answer: {Reason}.")]
    private partial void LogSilent(IPEndPoint server, string reason);
}
