using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>
/// Gives each checkpoint to a store behind HTTP as well, as an object of its own that is never written again (<c>If-None-Match: *</c>). The store has it before
/// the folder does: what it does not take, the folder does not have either, and it is tried again. The objects of a tenant, one after another by their names,
/// are its file.
/// </summary>
/// <param name="folder">Says what the last checkpoint was: a store cannot be asked that.</param>
/// <param name="url">The objects' names follow it: <c>ten_…/0000000000000000042.jsonl</c>, the leaves in 19 digits.</param>
/// <param name="tokenFile">Read each time.</param>
/// <param name="patience">How long one answer may take.</param>
public sealed class StoreWitness(ICheckpointWitness folder, Uri url, string tokenFile, TimeSpan patience) : ICheckpointWitness, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 256 * 1024 * 1024,
    };

    public Task<AuditCheckpoint?> LastAsync(TenantId tenant, CancellationToken cancellationToken) => folder.LastAsync(tenant, cancellationToken);

    /// <exception cref="CheckpointConflictException">The store has another checkpoint of as many leaves.</exception>
    /// <exception cref="IOException">The store refuses it, or is not there.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public async Task AppendAsync(AuditCheckpoint checkpoint, string note, IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var place = new Uri(string.Create(CultureInfo.InvariantCulture, $"{url.AbsoluteUri.TrimEnd('/')}/{checkpoint.Tenant}/{checkpoint.Size:D19}.jsonl"));
        using var put = new HttpRequestMessage(HttpMethod.Put, place);
        put.Content = new StringContent(string.Concat(hashes) + WitnessedLog.Write(note), Encoding.UTF8, "application/jsonl");
        put.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        var (status, _) = await AskAsync(put, cancellationToken);
        if (status == HttpStatusCode.PreconditionFailed)
        {
            await ExpectSameAsync(place, checkpoint, cancellationToken);
        }
        else if ((int)status is < 200 or > 299)
        {
            throw new IOException($"The store of checkpoints answered {(int)status} to PUT {place}.");
        }

        await folder.AppendAsync(checkpoint, note, hashes, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    // A crash may have kept the folder from hearing of it.
    private async Task ExpectSameAsync(Uri place, AuditCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, place);
        var (status, text) = await AskAsync(get, cancellationToken);
        if (status != HttpStatusCode.OK)
        {
            throw new IOException($"The store of checkpoints has {place} already, and answered {(int)status} to GET: what it has cannot be compared.");
        }

        var kept = new WitnessedLog();
        foreach (var line in text.Split('\n'))
        {
            kept.Add(Encoding.UTF8.GetBytes(line));
        }

        if (AuditCheckpoint.Parse(SignedNote.Parse(kept.Notes is [.., var note] ? note : null)?.Text) is not { } other
            || other.Tenant != checkpoint.Tenant || other.Size != checkpoint.Size || !other.Root.AsSpan().SequenceEqual(checkpoint.Root))
        {
            throw new CheckpointConflictException($"The log was rewritten: the store has another checkpoint of {checkpoint.Size} leaves at {place}.");
        }
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(tokenFile, cancellationToken)).Trim());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            using var answer = await _client.SendAsync(request, limit.Token);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(limit.Token));
        }
        catch (HttpRequestException away)
        {
            throw new IOException($"The store of checkpoints is not there: {away.Message}", away);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The store of checkpoints did not answer {request.Method} {request.RequestUri} within {patience.TotalSeconds:0.#} s.");
        }
    }
}
