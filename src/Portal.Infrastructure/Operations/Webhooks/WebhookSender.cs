using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Domain.Operations.Webhooks;

namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>
/// Posts to addresses that tenants choose. A name is resolved once, every address that it has must be public, and the connection goes to one of exactly
/// those, so that a second answer of the name's server changes nothing. No redirects, no proxy, no cookies, 5 s, the first 64 KiB of the answer.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private const int MostAnswer = 64 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly HttpClient _client;

    public WebhookSender(IOptions<WebhookOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var allowPrivate = options.Value.AllowPrivateTargets;
        _client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            // A connection that is kept would outlive what was judged.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = (context, cancellationToken) =>
                GuardedConnection.OpenAsync(context.DnsEndPoint, addresses => Refuse(context.DnsEndPoint.Host, addresses, allowPrivate), cancellationToken),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<WebhookAnswer> PostAsync(Uri address, byte[] body, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
            request.Headers.UserAgent.ParseAdd("Portal-Webhooks/1");
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var answer = await BeginningAsync(response, limit.Token);
            var status = (int)response.StatusCode;
            var error = status switch
            {
                >= 200 and < 300 => null,
                >= 300 and < 400 => $"It answered {status}: redirects are not followed. Enter the address that it leads to.",
                _ => $"It answered {status}.",
            };
            return new(status, error, answer, Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, $"It did not answer within {Longest.TotalSeconds:0} seconds.", "", Stopwatch.GetElapsedTime(started));
        }
        catch (HttpRequestException failed)
        {
            return new(null, failed.InnerException is WebhookTargetException refused ? refused.Message : Reason(failed), "", Stopwatch.GetElapsedTime(started));
        }
    }

    public void Dispose() => _client.Dispose();

    private static WebhookTargetException? Refuse(string host, IReadOnlyList<IPAddress> addresses, bool allowPrivate) => addresses.Count == 0
        ? new WebhookTargetException($"{host} has no address.")
        : allowPrivate || addresses.All(AddressRange.IsPublic) ? null : new WebhookTargetException($"{host} leads into a private network, which is not sent to.");

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostAnswer];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        // What PostgreSQL cannot hold, and what cutting a character in two leaves.
        var text = Encoding.UTF8.GetString(buffer, 0, length).Replace('\0', '·').TrimEnd('\uFFFD');
        return text.Length <= MostAnswer ? text : text[..MostAnswer];
    }

    // The inner texts name addresses of name servers and sockets, which are not the tenant's to know.
    private static string Reason(HttpRequestException failed) => failed.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "Its host name is not known.",
        HttpRequestError.SecureConnectionError => "A secure connection to it cannot be made: check its certificate.",
        _ when failed.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => "Its host name is not known.",
        HttpRequestError.ConnectionError => "It cannot be connected to.",
        _ => "The connection broke off.",
    };
}
