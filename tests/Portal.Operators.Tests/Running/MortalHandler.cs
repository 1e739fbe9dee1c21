namespace Portal.Operators.Tests.Running;

/// <summary>Counts an operator's calls, and kills it at one of them: from then on nothing of it reaches the cluster.</summary>
internal sealed class MortalHandler(Kill? kill, Func<Task> written) : DelegatingHandler(new SocketsHttpHandler())
{
    public bool IsDead { get; private set; }

    public int Calls { get; private set; }

    public int Writes { get; private set; }

    /// <summary>Which of the calls changed something.</summary>
    public List<int> WriteCalls { get; } = [];

    /// <summary>An answer in the cluster's place.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Fault { get; set; } = _ => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Calls++;
        if (IsDead || (kill?.Call == call && !kill.IsAfterwards))
        {
            IsDead = true;
            throw new HttpRequestException("killed");
        }

        if (Fault(request) is { } answer)
        {
            return answer;
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Get)
        {
            Writes++;
            WriteCalls.Add(call);
            await written();
        }

        if (kill?.Call == call)
        {
            IsDead = true;
            response.Dispose();
            throw new HttpRequestException("killed");
        }

        return response;
    }
}
