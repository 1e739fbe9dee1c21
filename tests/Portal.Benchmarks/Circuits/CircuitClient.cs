using System.Net.WebSockets;
using System.Text;
using Portal.Local.Http;

namespace Portal.Benchmarks.Circuits;

/// <summary>
/// The client's half of a Blazor circuit: SignalR's hub protocol in its "blazorpack" dialect (length-prefixed MessagePack)
/// over a WebSocket, as much as keeps a page alive. Protocol: aspnetcore/src/SignalR/docs/specs/HubProtocol.md.
/// </summary>
internal sealed class CircuitClient : IAsyncDisposable
{
    private const char RecordSeparator = '\x1e';
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private Task _receiving = Task.CompletedTask;

    /// <summary>Raised with each render batch as it arrived; its texts are in it as UTF-8.</summary>
    public event Action<byte[]>? Drawn;

    /// <summary>How often the server drew.</summary>
    public int Batches { get; private set; }

    /// <summary>Returns when the page was drawn.</summary>
    public static async Task<CircuitClient> OpenAsync(Uri page, PageMarkers markers, string cookies, CancellationToken cancellationToken)
    {
        var client = new CircuitClient();
        await client.ConnectAsync(page, cookies, cancellationToken);
        var baseUri = page.GetLeftPart(UriPartial.Authority) + "/";
        await client.SendAsync(HubMessage.Invoke("1", "StartCircuit", baseUri, page.ToString(), "[]", markers.State), cancellationToken);
        await client.SendAsync(HubMessage.Send("UpdateRootComponents", markers.Operations, ""), cancellationToken);
        await client._rendered.Task.WaitAsync(Deadline, cancellationToken);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _closing.Dispose();
        _sending.Dispose();
    }

    private async Task ConnectAsync(Uri page, string cookies, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("Cookie", cookies);
        _socket.Options.SetRequestHeader("Origin", page.GetLeftPart(UriPartial.Authority));
        var address = new UriBuilder(page) { Scheme = Uri.UriSchemeWs, Path = "/_blazor" }.Uri;
        using var handler = LoopbackHttp.CreateInvoker();
        await _socket.ConnectAsync(address, handler, cancellationToken);
        var handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}" + RecordSeparator);
        await _socket.SendAsync(handshake, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        var answer = await HubFrames.ReadMessageAsync(_socket, cancellationToken);
        if (Encoding.UTF8.GetString(answer) != "{}" + RecordSeparator)
        {
            throw new InvalidOperationException($"the handshake was refused: {Encoding.UTF8.GetString(answer)}");
        }

        _receiving = ReceiveAsync();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await HubFrames.ReadMessageAsync(_socket, _closing.Token) is { Length: > 0 } frame)
            {
                foreach (var message in HubMessage.ReadAll(frame))
                {
                    await AnswerAsync(message);
                }
            }

            _rendered.TrySetException(new InvalidOperationException("the server closed the circuit before it drew the page"));
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            _rendered.TrySetException(failure);
        }
    }

    private async Task AnswerAsync(HubMessage message)
    {
        switch (message.Target)
        {
            case "JS.RenderBatch":
                Batches++;
                Drawn?.Invoke((byte[])message.Arguments[1]!);
                await SendAsync(HubMessage.Send("OnRenderCompleted", message.Arguments[0], null), _closing.Token);
                _rendered.TrySetResult();
                break;
            case "JS.BeginInvokeJS":
                // Every script call is answered as if it had returned nothing.
                await SendAsync(HubMessage.Send("EndInvokeJSFromDotNet", message.Arguments[0], true, $"[{message.Arguments[0]},true,null]"), _closing.Token);
                break;
            case "JS.Error":
                _rendered.TrySetException(new InvalidOperationException($"the circuit failed: {message.Arguments[0]}"));
                break;
        }
    }

    private async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }
}
