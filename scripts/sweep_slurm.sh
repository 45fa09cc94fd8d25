#!/usr/bin/env bash
# Makes the runs of a sweep as a job array: every task makes its share, in one shared folder.
# A task that was killed is simply submitted again; runs that are whole are not made twice.
# Usage: sbatch --array=1-10 scripts/sweep_slurm.sh SWEEP.json DIR [options of hippodrome sweep]
# Afterwards: hippodrome sweep --collect DIR
#SBATCH --job-name=hippodrome-sweep
#SBATCH --array=1-10
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=1G
#SBATCH --time=04:00:00
#SBATCH --output=hippodrome-sweep-%A_%a.log
set -euo pipefail
if [ "$#" -lt 2 ]; then
    sed -n '2,5s/^# //p' "$0" >&2
    exit 2
fi
sweep="$1"
folder="$2"
shift 2
first="${SLURM_ARRAY_TASK_MIN:-1}"
step="${SLURM_ARRAY_TASK_STEP:-1}"
count="${SLURM_ARRAY_TASK_COUNT:-1}"
share=$(((${SLURM_ARRAY_TASK_ID:-1} - first) / step + 1))
# An array with gaps, such as the tasks that were killed: each of them takes what nobody else makes.
if [ $(((${SLURM_ARRAY_TASK_MAX:-1} - first) / step + 1)) -ne "$count" ]; then
    share=1
    count=1
fi
exec "${HIPPODROME:-hippodrome}" sweep "$sweep" --out "$folder" \
    --shard "$share/$count" --jobs "${SLURM_CPUS_PER_TASK:-0}" "$@"
