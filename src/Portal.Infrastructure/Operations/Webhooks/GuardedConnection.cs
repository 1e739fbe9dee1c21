using System.Net;
using System.Net.Sockets;

namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>
/// A connection to a host that somebody else named. The addresses that are judged are those that are connected to: looked up a second time, they could be
/// others (DNS rebinding).
/// </summary>
public static class GuardedConnection
{
    /// <param name="target">A host's name or address, in brackets or not, and its port.</param>
    /// <param name="refuse">Why its addresses, which may be none, are not connected to; null lets them pass.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async ValueTask<Stream> OpenAsync(DnsEndPoint target, Func<IReadOnlyList<IPAddress>, Exception?> refuse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(refuse);
        var addresses = IPAddress.TryParse(target.Host.Trim('[', ']'), out var given) ? [given] : await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        if (refuse(addresses) is { } refused)
        {
            throw refused;
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
