namespace Portal.Operators.Kubernetes;

/// <summary>Which object of a kind. The namespace is empty for cluster-wide kinds.</summary>
internal readonly record struct ResourceKey(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
