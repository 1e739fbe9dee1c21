namespace Portal.Local.Kubernetes.Access;

/// <summary>What users did, each thing once: for tests that compare it with what their roles allow.</summary>
internal sealed class AccessRecord
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<RequestAttributes>> _uses = new(StringComparer.Ordinal);

    public void Note(RequestUser user, RequestAttributes wanted)
    {
        if (user.IsUnrestricted)
        {
            return;
        }

        lock (_gate)
        {
            if (!_uses.TryGetValue(user.Name, out var uses))
            {
                uses = [];
                _uses[user.Name] = uses;
            }

            uses.Add(wanted);
        }
    }

    public IReadOnlyCollection<RequestAttributes> Of(string user)
    {
        lock (_gate)
        {
            return _uses.TryGetValue(user, out var uses) ? [.. uses] : [];
        }
    }
}
