namespace Portal.Local.Kubernetes.Cel;

/// <summary>Names and what they stand for: types while checking, values while running. The innermost wins.</summary>
internal sealed record CelVariables<T>(string Name, T Value, CelVariables<T>? Outer = null)
{
    public CelVariables<T> With(string name, T value) => new(name, value, this);

    public bool TryFind(string name, out T? value)
    {
        for (var at = this; at is not null; at = at.Outer)
        {
            if (at.Name == name)
            {
                value = at.Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
