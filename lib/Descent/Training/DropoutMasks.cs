using Descent.Networks;
using Descent.Numerics;

namespace Descent.Training;

/// <summary>Draws what dropout multiplies activations by: 0 for what is dropped.</summary>
internal sealed class DropoutMasks(DropoutForm form, long seed, NumPyRandom random)
{
    public DropoutMasks(DropoutForm form, long seed) : this(form, seed, new NumPyRandom(seed)) { }

    /// <summary>To be called before every forward pass.</summary>
    public void Begin()
    {
        if (form == DropoutForm.RepeatedMask) random.Seed(seed);
    }

    /// <summary>The mask of one layer's batch, (units × count) column-major, drawn row by row as <c>np.random.rand</c> would.</summary>
    public void Draw(Dense layer, Span<double> mask, int count)
    {
        double keep = layer.KeepProbability;
        for (int i = 0; i < layer.Units; i++)
        {
            if (form == DropoutForm.WholeUnits)
            {
                double kept = random.Rand() < keep ? 1 : 0;
                for (int j = 0; j < count; j++) mask[i + j * layer.Units] = kept;
                continue;
            }

            for (int j = 0; j < count; j++) mask[i + j * layer.Units] = random.Rand() < keep ? 1 / keep : 0;
        }
    }
}
