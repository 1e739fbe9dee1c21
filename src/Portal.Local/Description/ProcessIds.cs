namespace Portal.Local.Description;

/// <summary>Process ids as they are now; null while a child is down.</summary>
internal sealed record ProcessIds(int? Web, int? Operator, int? Postgres)
{
    public ProcessIds With(string name, int? pid) => name switch
    {
        "web" => this with { Web = pid },
        "operator" => this with { Operator = pid },
        "postgres" => this with { Postgres = pid },
        _ => this,
    };
}
