using System.Net;
using System.Net.Sockets;

namespace Portal.Local.Http;

/// <summary>HTTP to this machine by any host name: <c>acme.localhost</c> is not in every resolver.</summary>
internal static class LoopbackHttp
{
    public static HttpClient Create(Uri baseAddress, CookieContainer? cookies = null)
    {
        var handler = CreateHandler(cookies);
        return new HttpClient(handler, disposeHandler: true) { BaseAddress = baseAddress, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>For what is not a request and an answer, such as a WebSocket.</summary>
    public static HttpMessageInvoker CreateInvoker() => new(CreateHandler(cookies: null));

    private static SocketsHttpHandler CreateHandler(CookieContainer? cookies)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = cookies is not null,
            ConnectCallback = ConnectAsync,
        };
        if (cookies is not null)
        {
            handler.CookieContainer = cookies;
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
