namespace Portal.Local.Kubernetes.Cel;

/// <summary>What evaluations may still cost.</summary>
internal sealed class CelBudget(double limit)
{
    private const string Exceeded = "operation cancelled: actual cost limit exceeded";

    public double Spent { get; private set; }

    public void Spend(double cost)
    {
        Spent += cost;
        if (Spent > limit)
        {
            throw new CelException(Exceeded);
        }
    }

    /// <summary>The one failure that no part of an expression can make good.</summary>
    public static bool IsExceeded(CelException exception) => exception.Message == Exceeded;
}
