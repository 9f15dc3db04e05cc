namespace Descent.Grading.Reports;

/// <summary>Mean and standard deviation of numbers that come one by one.</summary>
public sealed class Moments
{
    private double sumOfSquares;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their mean; 0 for none.</summary>
    public double Mean { get; private set; }

    /// <summary>Their standard deviation, √(Σ(x − mean)²/n); 0 for none.</summary>
    public double Deviation => Count > 0 ? Math.Sqrt(sumOfSquares / Count) : 0;

    /// <summary>Adds a number (Welford's recurrence, which loses no digits).</summary>
    public void Add(double x)
    {
        Count++;
        double difference = x - Mean;
        Mean += difference / Count;
        sumOfSquares += difference * (x - Mean);
    }
}
